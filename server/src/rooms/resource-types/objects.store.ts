import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { countCapped, keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";
import type { ExternalResourcesTable } from "./resource-types.tables.ts";

export type ObjectRow = Selectable<ExternalResourcesTable>;

export interface ObjectToSave {
  id: string;
  name: string;
  tags: string[];
}

/** Creates or replaces objects of one type, all in one statement; which ones were there before is the caller's to know. */
export async function upsertObjects(
  tx: Tx,
  profileId: string,
  { type, objects, now }: { type: string; objects: readonly ObjectToSave[]; now: Date },
): Promise<void> {
  await sql`
    insert into external_resources (profile_id, type, id, name, tags, created_at, updated_at)
    select ${profileId}, ${type}, sent.id, sent.name, array(select jsonb_array_elements_text(sent.tags)), ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(objects)}::jsonb) as sent (id text, name text, tags jsonb)
    on conflict (profile_id, type, id) do update
    set name = excluded.name, tags = excluded.tags, updated_at = excluded.updated_at`.execute(tx);
}

export async function deleteObjectRow(tx: Tx, profileId: string, type: string, id: string): Promise<void> {
  await tx.deleteFrom("external_resources").where("profile_id", "=", profileId).where("type", "=", type).where("id", "=", id).execute();
}

/** Those of the ids that are stored. */
export async function listObjectsByIds(
  connection: Connection,
  profileId: string,
  { type, ids }: { type: string; ids: readonly string[] },
): Promise<ObjectRow[]> {
  const result = await sql<ObjectRow>`
    select * from external_resources
    where profile_id = ${profileId} and type = ${type} and id = any(${textArray(ids)}) order by id`.execute(connection);
  return result.rows;
}

export async function findObject(connection: Connection, profileId: string, type: string, id: string): Promise<ObjectRow | undefined> {
  const [row] = await listObjectsByIds(connection, profileId, { type, ids: [id] });
  return row;
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text" },
  createdAt: { column: sql`created_at`, type: "timestamptz" },
};

export interface ObjectListQuery {
  type: string;
  search?: string | undefined;
  tag?: string[] | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listObjectRows(connection: Connection, profileId: string, query: ObjectListQuery) {
  const search = query.search?.trim() ?? "";
  return selectPage<ObjectRow>(connection, {
    rows: sql`from external_resources where profile_id = ${profileId} and type = ${query.type}
      and (lower(name) like ${likePattern(search)} or id = ${search}) and ${tagsMeet(taggedColumns.tags, query.tag ?? [])}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

export async function countObjects(connection: Connection, profileId: string, type: string) {
  return countCapped(connection, sql`from external_resources where profile_id = ${profileId} and type = ${type}`);
}
