import { text } from "@latchkey/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Tx } from "../../../database/database.ts";
import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { httpErrors } from "../../../http/http.errors.ts";
import { newId } from "../../../platform/ids.ts";
import { recordAuditEntry } from "../../audit/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import type { Extras } from "../wire/extra-fields.store.ts";
import { readListQuery, type ListShape } from "../wire/list-query.ts";
import { pick, readBody } from "../wire/read-body.ts";
import { created, type TagoCall, type TagoRoute } from "../wire/tago-route.ts";
import {
  countDictionaries,
  deleteDictionary,
  findDictionary,
  lockDictionaries,
  storeDictionary,
  toDictionary,
  type Dictionary,
  type Language,
} from "./dictionary.store.ts";

const dictionariesMax = 50;
const languagesMax = 50;

const shape: ListShape = {
  id: sql`id`,
  tags: sql`'{}'::text[]`,
  defaultFields: ["id", "name", "slug", "languages"],
  defaultOrder: "name,asc",
  fields: {
    name: { column: sql`(fields ->> 'name')`, kind: "text", isSortable: true },
    slug: { column: sql`(fields ->> 'slug')`, kind: "text", isSortable: true },
    fallback: { column: sql`(fields ->> 'fallback')`, kind: "text", isSortable: true },
    languages: { column: sql`(fields -> 'languages')`, kind: "json" },
    created_at: { column: sql`(fields ->> 'created_at')::timestamptz`, kind: "date", isSortable: true },
    updated_at: { column: sql`(fields ->> 'updated_at')::timestamptz`, kind: "date", isSortable: true },
  },
};

/** No resource of ours: an analysis needs the right to the profile, as to its notifications. */
export function requireRight({ access }: Context, action: "access" | "edit"): void {
  if (!access.allows("profile", action, { id: null, tags: [] })) throw httpErrors.not_allowed();
}

export const notFound = () => compatErrors.not_found({ detail: "Dictionary Not Found" });

/** A language's code as clients send it: `en-US`, `pt`. */
export const locale = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, "must be the code of a language, such as en-US");

const isLikeAnId = /^[0-9a-f]{24}$/;
const slug = z
  .string()
  .regex(/^[A-Z0-9_]{1,50}$/, "must be of at most 50 upper case letters, digits and _")
  .refine((value) => !isLikeAnId.test(value), "must not look like an id");

const whole = z.object({
  name: text(100),
  slug,
  fallback: locale.default("en-US"),
  languages: z
    .array(z.object({ code: locale, active: z.boolean().default(true) }))
    .max(languagesMax)
    .default([]),
});
const change = z.object({ name: whole.shape.name, slug, fallback: locale, languages: whole.shape.languages.unwrap() }).partial();

async function list({ ctx, query }: TagoCall): Promise<unknown> {
  requireRight(ctx, "access");
  const { fields, where, order, limit, offset } = readListQuery(query, shape, ctx.platform.clock.now());
  const result = await sql<{ id: string; fields: Extras }>`
    select id, fields from tagoio_fields where profile_id = ${ctx.profileId} and type = 'dictionary' and ${where}
    order by ${order} limit ${limit} offset ${offset}`.execute(ctx.db);
  return result.rows.map((row) => pick({ ...toDictionary(row) }, fields));
}

async function info({ ctx, params }: TagoCall): Promise<unknown> {
  requireRight(ctx, "access");
  const dictionary = await findDictionary(ctx.db, ctx.profileId, params["dictionary"] ?? "");
  if (!dictionary) throw notFound();
  return dictionary;
}

/** Those that are there stay: with a language go its texts, and that is a call of its own. */
export function withLanguages(stored: readonly Language[], sent: readonly Language[]): Language[] {
  const codes = new Map([...stored, ...sent].map(({ code, active }) => [code, active]));
  if (codes.size > languagesMax) throw compatErrors.not_valid({ detail: `languages: a dictionary has at most ${languagesMax}` });
  return [...codes].map(([code, active]) => ({ code, active }));
}

async function requireFreeSlug(tx: Tx, ctx: Context, { id, slug: wanted }: Dictionary): Promise<void> {
  const other = await findDictionary(tx, ctx.profileId, wanted);
  if (other && other.id !== id) throw compatErrors.not_valid({ detail: `slug: another dictionary is called ${wanted}` });
}

async function create({ ctx, body }: TagoCall): Promise<unknown> {
  requireRight(ctx, "edit");
  const { languages, ...sent } = readBody(whole, body);
  const now = ctx.platform.clock.now().toISOString();
  const dictionary = {
    ...sent,
    id: newId(ctx.platform.clock),
    languages: withLanguages(languages, [{ code: sent.fallback, active: true }]),
    created_at: now,
    updated_at: now,
  };
  await transact(ctx.db, async (tx) => {
    await lockDictionaries(tx, ctx.profileId);
    if ((await countDictionaries(tx, ctx.profileId)) >= dictionariesMax) {
      throw compatErrors.not_valid({ detail: `A profile has at most ${dictionariesMax} dictionaries: delete one first.` });
    }
    await requireFreeSlug(tx, ctx, dictionary);
    await storeDictionary(tx, ctx.profileId, dictionary);
    await record(tx, ctx, { action: "dictionary.created", dictionary, after: factsOf(dictionary) });
  });
  return created({ dictionary: dictionary.id });
}

/** Changes one under the lock of its profile; what is recorded is what differs. */
export async function changeDictionary(
  ctx: Context,
  idOrSlug: string | undefined,
  work: (tx: Tx, stored: Dictionary) => Promise<Recorded>,
): Promise<void> {
  requireRight(ctx, "edit");
  await transact(ctx.db, async (tx) => {
    await lockDictionaries(tx, ctx.profileId);
    const stored = await findDictionary(tx, ctx.profileId, idOrSlug ?? "");
    if (!stored) throw notFound();
    await record(tx, ctx, await work(tx, stored));
  });
}

export interface Recorded {
  action: string;
  dictionary: Dictionary;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

async function record(tx: Tx, ctx: Context, { action, dictionary: { id, name }, before, after }: Recorded): Promise<void> {
  await recordAuditEntry(tx, ctx, { action, object: { type: "dictionary", id, name }, before: before ?? null, after: after ?? null });
}

function factsOf({ name, slug: called, fallback, languages }: Dictionary): Record<string, unknown> {
  return { name, slug: called, fallback, languages };
}

async function edit({ ctx, params, body }: TagoCall): Promise<unknown> {
  const { languages = [], ...sent } = readBody(change, body);
  await changeDictionary(ctx, params["dictionary"], async (tx, stored) => {
    const facts = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
    const changed: Dictionary = { ...stored, ...facts, updated_at: ctx.platform.clock.now().toISOString() };
    changed.languages = withLanguages(stored.languages, languages);
    requireFallback(changed);
    await requireFreeSlug(tx, ctx, changed);
    await storeDictionary(tx, ctx.profileId, changed);
    return { action: "dictionary.changed", dictionary: changed, before: factsOf(stored), after: factsOf(changed) };
  });
  return "Successfully Updated";
}

/** Whoever has no language of their own gets this one, so it must be there to be read. */
export function requireFallback({ fallback, languages }: Dictionary): void {
  if (languages.some(({ code, active }) => code === fallback && active)) return;
  throw compatErrors.not_valid({ detail: `fallback: ${fallback} must be one of the dictionary's active languages` });
}

async function remove({ ctx, params }: TagoCall): Promise<unknown> {
  await changeDictionary(ctx, params["dictionary"], async (tx, stored) => {
    await deleteDictionary(tx, ctx.profileId, stored);
    return { action: "dictionary.deleted", dictionary: stored, before: factsOf(stored) };
  });
  return "Successfully Removed";
}

const tokens = ["profile", "analysis"] as const;
const one = "/dictionary/:dictionary";

export const dictionaryRoutes: TagoRoute[] = [
  { method: "GET", path: "/dictionary", tokens, handler: list },
  { method: "POST", path: "/dictionary", tokens, requestsPerMinuteMax: 200, handler: create },
  { method: "GET", path: one, tokens, handler: info },
  { method: "PUT", path: one, tokens, handler: edit },
  { method: "DELETE", path: one, tokens, handler: remove },
];
