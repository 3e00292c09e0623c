import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
import type { ObjectVersionsTable, VersionedType } from "./versions.tables.ts";

export type VersionRow = Selectable<ObjectVersionsTable>;

/** Which object is meant. */
export interface VersionedRef {
  type: VersionedType;
  id: string;
}

export async function insertVersion(tx: Tx, row: Insertable<ObjectVersionsTable>): Promise<void> {
  await tx
    .insertInto("object_versions")
    .values({ ...row, overrides: textArray(row.overrides) })
    .execute();
}

export async function findVersionRow(
  connection: Connection,
  profileId: string,
  { type, id, version }: VersionedRef & { version: number },
): Promise<VersionRow | undefined> {
  return versionsOf(connection, profileId, { type, id }).where("version", "=", version).executeTakeFirst();
}

export async function findLatestVersionRow(connection: Connection, profileId: string, ref: VersionedRef): Promise<VersionRow | undefined> {
  return versionsOf(connection, profileId, ref).orderBy("version", "desc").limit(1).executeTakeFirst();
}

function versionsOf(connection: Connection, profileId: string, { type, id }: VersionedRef) {
  return connection
    .selectFrom("object_versions")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("object_type", "=", type)
    .where("object_id", "=", id);
}

// A keyset is text: with leading zeros, numbers sort as text too.
const versionText = sql`lpad(version::text, 10, '0')`;
const versionColumns = sql`version, change, name, author, reason, overrides, restored_from, at, object_id as id`;
const versionSort: SortColumns = { version: { column: versionText, type: "text" } };

export type VersionSummaryRow = Omit<VersionRow, "body"> & { id: string };

export async function listVersionRows(
  connection: Connection,
  profileId: string,
  { type, id, limit, cursor }: VersionedRef & { limit: number; cursor?: string | undefined },
) {
  return selectPage<VersionSummaryRow>(connection, {
    rows: sql`from object_versions where profile_id = ${profileId} and object_type = ${type} and object_id = ${id}`,
    columns: versionColumns,
    keyset: { ...keysetOf("-version", versionSort), id: sql`object_id` },
    limit,
    cursor,
  });
}

const deletedSort: SortColumns = { deletedAt: { column: sql`at`, type: "timestamptz" } };

export interface DeletedQuery {
  type: VersionedType;
  filter: ResourceFilter;
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Objects whose latest version deleted them. */
export async function listDeletedRows(connection: Connection, profileId: string, query: DeletedQuery) {
  // Tags of the last body, as the columns of stored objects have them.
  const tags = sql`array(select (tag ->> 'key') || '=' || (tag ->> 'value') from jsonb_array_elements(body -> 'tags') as tag)`;
  const isLast = sql`not exists (
    select 1 from object_versions as later
    where later.profile_id = object_versions.profile_id and later.object_type = object_versions.object_type
      and later.object_id = object_versions.object_id and later.version > object_versions.version)`;
  return selectPage<VersionSummaryRow>(connection, {
    rows: sql`from object_versions where profile_id = ${profileId} and object_type = ${query.type} and change = 'deleted'
      and lower(name) like ${likePattern(query.search ?? "")} and ${isLast}
      and ${resourceFilterToSql(query.filter, { id: sql`object_id`, tags })}`,
    columns: versionColumns,
    keyset: { ...keysetOf("-deletedAt", deletedSort), id: sql`object_id` },
    limit: query.limit,
    cursor: query.cursor,
  });
}

/** The version of every object of a type that was in force at a moment; deleted ones are left out. */
export async function listVersionRowsAsOf(
  connection: Connection,
  profileId: string,
  { type, at, id }: { type: VersionedType; at: Date; id?: string },
): Promise<VersionRow[]> {
  const result = await sql<VersionRow>`
    select * from (
      select distinct on (object_id) * from object_versions
      where profile_id = ${profileId} and object_type = ${type} and at <= ${at} and ${id === undefined ? sql`true` : sql`object_id = ${id}`}
      order by object_id, version desc
    ) as last where change <> 'deleted'`.execute(connection);
  return result.rows;
}
