import { z } from "zod";
import type { Connection } from "../../../database/database.ts";
import { findProfileBySlug } from "../../profiles/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { slugOf } from "../wire/guard-call.ts";
import { readBody } from "../wire/read-body.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { changeDictionary, locale, notFound, requireFallback, requireRight, withLanguages } from "./dictionaries.ts";
import { deleteTexts, findDictionary, findTexts, storeDictionary, storeTexts, type Texts } from "./dictionary.store.ts";

const textsMax = 5000;
const textLengthMax = 5000;

const key = /^[A-Z0-9_]{1,100}$/;

const texts = z
  .record(z.string(), z.string().max(textLengthMax))
  .refine((record) => Object.keys(record).length <= textsMax, `has more than ${textsMax} texts`)
  .refine((record) => Object.keys(record).every((name) => key.test(name)), {
    message: "has a text whose key is not of at most 100 upper case letters, digits and _",
  });

const content = z.object({ dictionary: texts.optional(), active: z.boolean().optional() });

interface Wanted {
  profileId: string;
  idOrSlug: string | undefined;
  code: string | undefined;
  /** Whether the dictionary's own language answers for one that it does not have. */
  hasFallback: boolean;
  /** Languages that are switched off are there for those who write them only. */
  mayReadInactive: boolean;
}

async function readTexts(connection: Connection, wanted: Wanted): Promise<Texts> {
  const { profileId, idOrSlug = "", code, hasFallback, mayReadInactive } = wanted;
  const dictionary = await findDictionary(connection, profileId, idOrSlug);
  if (!dictionary) throw notFound();
  const isThere = dictionary.languages.some((each) => each.code === code && (each.active || mayReadInactive));
  if (isThere && code !== undefined) return findTexts(connection, { profileId, dictionary, code });
  if (!hasFallback) throw compatErrors.not_found({ detail: "Dictionary language Not Found" });
  return findTexts(connection, { profileId, dictionary, code: dictionary.fallback });
}

/** Run users read what their portal is written in; everybody else by the rights of the profile. */
async function info({ ctx, params, query }: TagoCall): Promise<unknown> {
  const isReader = ctx.principal.kind === "run_user";
  if (!isReader) requireRight(ctx, "access");
  return readTexts(ctx.db, {
    profileId: ctx.profileId,
    idOrSlug: params["dictionary"],
    code: params["locale"],
    hasFallback: query["fallback"] === "true",
    mayReadInactive: !isReader,
  });
}

/** For the pages before the sign-in: texts are no secret, and nothing but them is answered. */
async function infoForStrangers({ ctx, params }: TagoCall): Promise<unknown> {
  const profile = await findProfileBySlug(ctx.db, slugOf(params["url"] ?? ""));
  if (!profile) throw notFound();
  const { slug, locale: code } = params;
  return readTexts(ctx.db, { profileId: profile.id, idOrSlug: slug, code, hasFallback: true, mayReadInactive: false });
}

/** The texts of a language, whole; one that is not there yet is added. */
async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const code = readBody(locale, params["locale"]);
  const { dictionary: sent, active } = readBody(content, body);
  await changeDictionary(ctx, params["dictionary"], async (tx, stored) => {
    const wasActive = stored.languages.find((each) => each.code === code)?.active ?? true;
    const languages = withLanguages(stored.languages, [{ code, active: active ?? wasActive }]);
    const changed = { ...stored, languages, updated_at: ctx.platform.clock.now().toISOString() };
    requireFallback(changed);
    await storeDictionary(tx, ctx.profileId, changed);

    const language = { profileId: ctx.profileId, dictionary: stored, code };
    const before = await findTexts(tx, language);
    if (sent !== undefined) await storeTexts(tx, language, sent);
    return {
      action: "dictionary.language_changed",
      dictionary: changed,
      before: { languages: stored.languages, ...amounts(before, sent ?? before) },
      after: { languages, ...amounts(sent ?? before, before), language: code },
    };
  });
  return "Dictionary language Successfully Updated";
}

/** An audit entry says how much of the texts changed: the texts themselves would be as long as the dictionary. */
function amounts(these: Texts, others: Texts): Record<string, number> {
  const differing = Object.entries(these).filter(([key, value]) => others[key] !== value);
  return { texts: Object.keys(these).length, textsThatDiffer: differing.length };
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  const code = params["locale"] ?? "";
  await changeDictionary(ctx, params["dictionary"], async (tx, stored) => {
    const languages = stored.languages.filter((each) => each.code !== code);
    if (languages.length === stored.languages.length) throw compatErrors.not_found({ detail: "Dictionary language Not Found" });
    const changed = { ...stored, languages, updated_at: ctx.platform.clock.now().toISOString() };
    requireFallback(changed);
    await deleteTexts(tx, { profileId: ctx.profileId, dictionary: stored, code });
    await storeDictionary(tx, ctx.profileId, changed);
    return {
      action: "dictionary.language_deleted",
      dictionary: changed,
      before: { languages: stored.languages },
      after: { languages },
    };
  });
  return "Dictionary language Successfully Removed";
}

const tokens = ["profile", "analysis"] as const;
const path = "/dictionary/:dictionary/:locale";

export const dictionaryLanguageRoutes: TagoRoute[] = [
  { method: "GET", path, tokens: [...tokens, "run_user"], handler: info },
  { method: "PUT", path, tokens, handler: edit },
  { method: "DELETE", path, tokens, handler: remove },
  { method: "GET", path: "/dictionary/:url/:slug/:locale", tokens: ["none"], handler: infoForStrangers },
];
