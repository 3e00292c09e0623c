import { emailAddress, text } from "@latchkey/contract";
import { z } from "zod";
import { createUserWithCredential } from "../../credentials/index.ts";
import { createAnonymousUser, findAnonymousUser, findUser, findUserByEmail, suspendUser } from "../../users/index.ts";
import { readRunUserLanguage, runUserExtras } from "../people/to-run-user.ts";
import { mergeExtras } from "../wire/extra-fields.store.ts";
import { pick, readBody, tagoTags } from "../wire/read-body.ts";
import { idOf, importEach, note, type ImportEntry, type ImportOutcome, type ImportState, type TagoExport } from "./import-state.ts";

const sentUser = z.object({
  name: text(100),
  email: emailAddress,
  active: z.boolean().default(false),
  tags: tagoTags.nullish(),
});

/** Run users become invited: a password never leaves TagoIO, so each chooses one here. */
export async function importUsers(state: ImportState, { users, run }: TagoExport, { isInviting }: { isInviting: boolean }): Promise<void> {
  const anonymousId = anonymousIdOf(run[0]?.value["anonymous_token"]);
  await importEach(state, { kind: "users", entries: users }, (entry) =>
    anonymousId !== null && idOf(entry) === anonymousId ? importAnonymousUser(state, entry) : importUser(state, entry, isInviting),
  );
}

/** The anonymous token is the user's id, written as a UUID. */
function anonymousIdOf(token: unknown): string | null {
  if (typeof token !== "string") return null;
  return /^0{8}([0-9a-f]{24})$/.exec(token.replaceAll("-", "").toLowerCase())?.[1] ?? null;
}

async function importAnonymousUser({ ctx, tx, ids }: ImportState, { value }: ImportEntry): Promise<ImportOutcome> {
  const there = await findAnonymousUser(tx, ctx.profileId);
  const user = there ?? (await createAnonymousUser(ctx, { tags: readBody(tagoTags.catch([]), value["tags"]) }));
  ids.set(String(value["id"]), user.id);
  return there ? "unchanged" : "created";
}

async function importUser(state: ImportState, entry: ImportEntry, isInviting: boolean): Promise<ImportOutcome> {
  const { ctx, tx, ids } = state;
  const id = idOf(entry);
  if (id === null) {
    note(state, entry, "has no id of 24 hexadecimal characters");
    return "skipped";
  }
  const known = await findUser(tx, ctx.profileId, id, { kind: "all" });
  if (known) return "unchanged";

  const { name, email, active, tags } = readBody(sentUser, entry.value);
  const namesake = await findUserByEmail(tx, ctx.profileId, email);
  if (namesake) {
    ids.set(id, namesake.id);
    note(state, entry, `${email} is there already, as ${namesake.id}: what names ${id} names that user`);
    return "unchanged";
  }

  const language = languageOf(state, entry);
  await createUserWithCredential(ctx, { id, name, email, language, tags: tags ?? [], sendMail: isInviting && active });
  await mergeExtras(tx, { profileId: ctx.profileId, type: "run_user", id }, pick(entry.value, runUserExtras));
  if (!active) await suspendUser(ctx, id, "Inactive at TagoIO");
  return "created";
}

/** What names no language must keep nobody out. */
function languageOf(state: ImportState, entry: ImportEntry): string | null {
  try {
    return readRunUserLanguage(entry.value["language"]) ?? null;
  } catch {
    note(state, entry, "has a language that is none, such as en or pt-BR: mails are written in the profile's");
    return null;
  }
}
