import type { BuiltInRole, Conditions, Permission, ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type RawBuilder, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
import { builtInRoles, findBuiltInRole } from "./built-in-roles.ts";
import { nothingPending, type RevertColumns } from "../versions/index.ts";
import type { RolesTable } from "./roles.tables.ts";

/** A role as it is read, built-in ones included. */
export interface RoleRow extends RevertColumns {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  permissions: Permission[];
  includes: string[];
  conditions: Conditions;
  built_in: BuiltInRole | null;
  managed_by: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

const columns = sql`profile_id, id, name, description, permissions, includes, conditions, managed_by, version, created_at, updated_at,
  revert_at, revert_by, revert_version`;

/** Rows of a profile together with the built-in roles, which are as old as the profile. */
function allRoles(profileId: string): RawBuilder<unknown> {
  const builtIn = JSON.stringify(builtInRoles.map((role) => ({ ...role, built_in: role.builtIn })));
  return sql`(
    select ${columns}, null::text as built_in from roles where profile_id = ${profileId}
    union all
    select p.id, b.id, b.name, b.description, b.permissions, '{}'::text[], '{}'::jsonb, null::text, 1, p.created_at, p.created_at,
      null::timestamptz, null::text, null::integer, b.built_in
    from profiles p, jsonb_to_recordset(${builtIn}::jsonb) as b(id text, name text, description text, permissions jsonb, built_in text)
    where p.id = ${profileId}
  ) as every_role`;
}

/** Roles carry no tags: what is said about tagged access management does not reach them. */
const roleColumns = { id: sql`id`, tags: sql`'{}'::text[]` };

export async function insertRole(tx: Tx, row: Insertable<RolesTable>): Promise<RoleRow> {
  const stored = await tx
    .insertInto("roles")
    .values({ ...row, includes: textArray(row.includes) })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...stored, built_in: null };
}

export async function updateRoleRow(
  tx: Tx,
  profileId: string,
  roleId: string,
  changes: Updateable<RolesTable> & { includes: string[] },
): Promise<RoleRow> {
  const stored = await tx
    .updateTable("roles")
    .set({ ...changes, includes: textArray(changes.includes) })
    .where("profile_id", "=", profileId)
    .where("id", "=", roleId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...stored, built_in: null };
}

/** The role stays as it is; undefined when somebody has saved it meanwhile. */
export async function clearPendingRevert(tx: Tx, { profile_id, id, version }: RoleRow): Promise<RoleRow | undefined> {
  const stored = await tx
    .updateTable("roles")
    .set(nothingPending)
    .where("profile_id", "=", profile_id)
    .where("id", "=", id)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
  return stored && { ...stored, built_in: null };
}

/** Roles of all profiles that nobody has confirmed in time. */
export async function listDueReverts(connection: Connection, now: Date): Promise<RoleRow[]> {
  const rows = await connection.selectFrom("roles").selectAll().where("revert_at", "<=", now).orderBy("revert_at").limit(100).execute();
  return rows.map((row) => ({ ...row, built_in: null }));
}

/** Deletes a role and leaves a mark by which nodes take it out of what they have compiled. */
export async function deleteRoleRow(tx: Tx, profileId: string, roleId: string, accessRevision: number): Promise<void> {
  await tx.deleteFrom("roles").where("profile_id", "=", profileId).where("id", "=", roleId).execute();
  await tx.insertInto("role_removals").values({ profile_id: profileId, role_id: roleId, access_revision: accessRevision }).execute();
}

/** One role, built-in or not, as far as the filter reaches. */
export async function findRole(
  connection: Connection,
  profileId: string,
  roleId: string,
  filter: ResourceFilter,
): Promise<RoleRow | undefined> {
  const result = await sql<RoleRow>`
    select * from ${allRoles(profileId)} where id = ${roleId} and ${resourceFilterToSql(filter, roleColumns)}`.execute(connection);
  return result.rows[0];
}

/** Locks the row of a role that has one: of two saves at once the second sees what the first wrote. */
export async function findRoleForUpdate(tx: Tx, profileId: string, roleId: string, filter: ResourceFilter): Promise<RoleRow | undefined> {
  if (findBuiltInRole(roleId)) return findRole(tx, profileId, roleId, filter);
  const result = await sql<RoleRow>`
    select ${columns}, null::text as built_in from roles
    where profile_id = ${profileId} and id = ${roleId} and ${resourceFilterToSql(filter, roleColumns)} for update`.execute(tx);
  return result.rows[0];
}

const sortColumns: SortColumns = { name: { column: sql`lower(name)`, type: "text", isNeverNull: true } };

export interface RoleListQuery {
  search?: string | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listRoleRows(connection: Connection, profileId: string, query: RoleListQuery, filter: ResourceFilter) {
  return selectPage<RoleRow>(connection, {
    rows: sql`from ${allRoles(profileId)} where ${resourceFilterToSql(filter, roleColumns)}
      and lower(name || ' ' || description) like ${likePattern(query.search ?? "")}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

/** Names of the roles in reach of the filter, by id. */
export async function listRoleNames(connection: Connection, profileId: string, filter: ResourceFilter): Promise<Map<string, string>> {
  const result = await sql<{ id: string; name: string }>`
    select id, name from ${allRoles(profileId)} where ${resourceFilterToSql(filter, roleColumns)}`.execute(connection);
  return new Map(result.rows.map((row) => [row.id, row.name]));
}

/** Every role of a profile, the built-in ones included. */
export async function listAllRoles(connection: Connection, profileId: string): Promise<RoleRow[]> {
  const result = await sql<RoleRow>`select * from ${allRoles(profileId)}`.execute(connection);
  return result.rows;
}

/** Roles saved after a revision; with all of them, for revision -1, come the built-in ones. */
export async function listRolesSince(connection: Connection, profileId: string, revision: number): Promise<RoleRow[]> {
  if (revision < 0) return listAllRoles(connection, profileId);
  const result = await sql<RoleRow>`
    select ${columns}, null::text as built_in from roles
    where profile_id = ${profileId} and access_revision > ${revision}`.execute(connection);
  return result.rows;
}

export async function listRoleRemovalsSince(connection: Connection, profileId: string, revision: number): Promise<string[]> {
  const rows = await connection
    .selectFrom("role_removals")
    .select("role_id")
    .where("profile_id", "=", profileId)
    .where("access_revision", ">", revision)
    .execute();
  return rows.map((row) => row.role_id);
}

/** Names of the roles that include one directly. */
export async function listIncludingNames(connection: Connection, profileId: string, roleId: string): Promise<string[]> {
  const rows = await connection
    .selectFrom("roles")
    .select("name")
    .where("profile_id", "=", profileId)
    .where(sql<boolean>`includes @> ${textArray([roleId])}`)
    .orderBy("name")
    .execute();
  return rows.map((row) => row.name);
}
