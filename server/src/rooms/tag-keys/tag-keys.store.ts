import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
import type { TagKeysTable } from "./tag-keys.tables.ts";

export type TagKeyRow = Selectable<TagKeysTable>;

export async function insertTagKey(tx: Tx, row: Insertable<TagKeysTable>): Promise<TagKeyRow> {
  return tx
    .insertInto("tag_keys")
    .values({ ...row, allowed_values: arrayOrNull(row.allowed_values) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateTagKeyRow(
  tx: Tx,
  profileId: string,
  tagKeyId: string,
  changes: Updateable<TagKeysTable> & { allowed_values: string[] | null },
): Promise<TagKeyRow> {
  return tx
    .updateTable("tag_keys")
    .set({ ...changes, allowed_values: arrayOrNull(changes.allowed_values) })
    .where("profile_id", "=", profileId)
    .where("id", "=", tagKeyId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

function arrayOrNull(values: readonly string[] | null | undefined) {
  return values == null ? null : textArray(values);
}

export async function deleteTagKeyRow(tx: Tx, profileId: string, tagKeyId: string): Promise<void> {
  await tx.deleteFrom("tag_keys").where("profile_id", "=", profileId).where("id", "=", tagKeyId).execute();
}

export async function findTagKeyRow(connection: Connection, profileId: string, tagKeyId: string): Promise<TagKeyRow | undefined> {
  return connection.selectFrom("tag_keys").selectAll().where("profile_id", "=", profileId).where("id", "=", tagKeyId).executeTakeFirst();
}

export async function findTagKeyRowForUpdate(tx: Tx, profileId: string, tagKeyId: string): Promise<TagKeyRow | undefined> {
  return tx
    .selectFrom("tag_keys")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("id", "=", tagKeyId)
    .forUpdate()
    .executeTakeFirst();
}

/** Entries of these keys; of all of them without a list. */
export async function listTagKeyRows(connection: Connection, profileId: string, keys?: readonly string[]): Promise<TagKeyRow[]> {
  if (keys?.length === 0) return [];
  const query = connection.selectFrom("tag_keys").selectAll().where("profile_id", "=", profileId).orderBy("key");
  return keys === undefined ? query.execute() : query.where(sql<boolean>`key = any(${textArray(keys)})`).execute();
}

const sortColumns: SortColumns = { key: { column: sql`lower(key)`, type: "text" } };

export interface TagKeyListQuery {
  search?: string | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listTagKeyPage(connection: Connection, profileId: string, query: TagKeyListQuery) {
  return selectPage<TagKeyRow>(connection, {
    rows: sql`from tag_keys where profile_id = ${profileId} and lower(key || ' ' || description) like ${likePattern(query.search ?? "")}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}
