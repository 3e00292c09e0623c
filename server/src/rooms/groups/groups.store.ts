import type { GroupRule, ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { textArray } from "../../database/tags.ts";
import { nothingPending } from "../versions/index.ts";
import type { NestedGroup } from "./groups.rules.ts";
import type { GroupsTable } from "./groups.tables.ts";

export type GroupRow = Selectable<GroupsTable>;

export async function insertGroup(tx: Tx, row: Insertable<GroupsTable>): Promise<GroupRow> {
  return tx
    .insertInto("groups")
    .values({ ...row, tags: textArray(row.tags) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updateGroupRow(tx: Tx, profileId: string, groupId: string, changes: Updateable<GroupsTable>): Promise<GroupRow> {
  const { tags, ...others } = changes;
  return tx
    .updateTable("groups")
    .set(tags === undefined ? others : { ...others, tags: textArray(tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", groupId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The group stays as it is; undefined when somebody has saved it meanwhile. */
export async function clearPendingRevert(tx: Tx, { profile_id, id, version }: GroupRow): Promise<GroupRow | undefined> {
  return tx
    .updateTable("groups")
    .set(nothingPending)
    .where("profile_id", "=", profile_id)
    .where("id", "=", id)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
}

/** Groups of all profiles that nobody has confirmed in time. */
export async function listDueReverts(connection: Connection, now: Date): Promise<GroupRow[]> {
  return connection.selectFrom("groups").selectAll().where("revert_at", "<=", now).orderBy("revert_at").limit(100).execute();
}

/** Deletes a group and leaves a mark by which nodes take it out of what they have compiled. */
export async function deleteGroupRow(tx: Tx, profileId: string, groupId: string, accessRevision: number): Promise<void> {
  await tx.deleteFrom("groups").where("profile_id", "=", profileId).where("id", "=", groupId).execute();
  await tx.insertInto("group_removals").values({ profile_id: profileId, group_id: groupId, access_revision: accessRevision }).execute();
}

/** One group, as far as the filter reaches. */
export async function findGroup(
  connection: Connection,
  profileId: string,
  groupId: string,
  filter: ResourceFilter,
): Promise<GroupRow | undefined> {
  const result = await sql<GroupRow>`
    select * from groups
    where profile_id = ${profileId} and id = ${groupId} and ${resourceFilterToSql(filter, taggedColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the group: of two saves at once the second sees what the first wrote. */
export async function findGroupForUpdate(
  tx: Tx,
  profileId: string,
  groupId: string,
  filter: ResourceFilter,
): Promise<GroupRow | undefined> {
  const result = await sql<GroupRow>`
    select * from groups
    where profile_id = ${profileId} and id = ${groupId} and ${resourceFilterToSql(filter, taggedColumns)} for update`.execute(tx);
  return result.rows[0];
}

const sortColumns: SortColumns = { name: { column: sql`lower(name)`, type: "text", isNeverNull: true } };

export interface GroupListQuery {
  search?: string | undefined;
  parentId?: string | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listGroupRows(connection: Connection, profileId: string, query: GroupListQuery, filter: ResourceFilter) {
  const isBelow = query.parentId === undefined ? sql`true` : sql`parent_id = ${query.parentId}`;
  return selectPage<GroupRow>(connection, {
    rows: sql`from groups where profile_id = ${profileId} and ${resourceFilterToSql(filter, taggedColumns)}
      and lower(name || ' ' || description) like ${likePattern(query.search ?? "")} and ${isBelow}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

/** All groups of a profile with their nesting and rules alone. */
export async function listNestedGroups(connection: Connection, profileId: string): Promise<NestedGroup[]> {
  const rows = await connection
    .selectFrom("groups")
    .select(["id", "name", "parent_id", "rule"])
    .where("profile_id", "=", profileId)
    .execute();
  return rows.map(({ id, name, parent_id, rule }) => ({ id, name, parentId: parent_id, rule: rule satisfies GroupRule | null }));
}

/** Marks a group as changed by something that another room keeps, such as the roles given to it. */
export async function touchGroup(tx: Tx, profileId: string, groupId: string, accessRevision: number): Promise<void> {
  await tx
    .updateTable("groups")
    .set({ access_revision: accessRevision })
    .where("profile_id", "=", profileId)
    .where("id", "=", groupId)
    .execute();
}

export async function hasGroupBelow(connection: Connection, profileId: string, groupId: string): Promise<boolean> {
  const row = await connection
    .selectFrom("groups")
    .select("id")
    .where("profile_id", "=", profileId)
    .where("parent_id", "=", groupId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Groups changed after a revision, by themselves or by roles given to them; all of them for revision -1. */
export async function listGroupsSince(connection: Connection, profileId: string, revision: number): Promise<GroupRow[]> {
  return connection.selectFrom("groups").selectAll().where("profile_id", "=", profileId).where("access_revision", ">", revision).execute();
}

export async function listGroupRemovalsSince(connection: Connection, profileId: string, revision: number): Promise<string[]> {
  const rows = await connection
    .selectFrom("group_removals")
    .select("group_id")
    .where("profile_id", "=", profileId)
    .where("access_revision", ">", revision)
    .execute();
  return rows.map((row) => row.group_id);
}
