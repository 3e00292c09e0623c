import type { Page, RegisteredTagKey } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { listSignUpKeys } from "./self-settable-keys.ts";
import { findTagKeyRow, listTagKeyPage, listTagKeyRows, type TagKeyListQuery } from "./tag-keys.store.ts";
import { toTagKey } from "./to-tag-key.ts";

export async function getTagKey(ctx: Context, tagKeyId: string): Promise<RegisteredTagKey> {
  const [row, signUpKeys] = await Promise.all([findTagKeyRow(ctx.db, ctx.profileId, tagKeyId), listSignUpKeys(ctx.db, ctx.profileId)]);
  if (!row) throw httpErrors.not_found();
  return toTagKey(row, signUpKeys);
}

export async function listTagKeyEntries(ctx: Context, query: TagKeyListQuery): Promise<Page<RegisteredTagKey>> {
  const [{ rows, nextCursor, total }, signUpKeys] = await Promise.all([
    listTagKeyPage(ctx.db, ctx.profileId, query),
    listSignUpKeys(ctx.db, ctx.profileId),
  ]);
  return { items: rows.map((row) => toTagKey(row, signUpKeys)), nextCursor, total };
}

/** What the registry says of every key that has an entry. */
export async function listRegisteredKeys(connection: Connection, profileId: string): Promise<RegisteredTagKey[]> {
  const signUpKeys = await listSignUpKeys(connection, profileId);
  return (await listTagKeyRows(connection, profileId)).map((row) => toTagKey(row, signUpKeys));
}
