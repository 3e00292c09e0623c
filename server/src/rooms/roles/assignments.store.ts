import type { AssigneeType, Conditions } from "@latchkey/contract";
import { sql, type Insertable, type RawBuilder, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage } from "../../database/paging.ts";
import { textArray } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { AssignmentState } from "./roles.rules.ts";
import type { RoleAssignmentsTable } from "./roles.tables.ts";

export type AssignmentRow = Selectable<RoleAssignmentsTable>;
/** Null where the assignee is gone. */
export type NamedAssignmentRow = AssignmentRow & { assignee_name: string | null };

export async function insertAssignment(tx: Tx, row: Insertable<RoleAssignmentsTable>): Promise<AssignmentRow> {
  return tx.insertInto("role_assignments").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateAssignmentRow(
  tx: Tx,
  profileId: string,
  assignmentId: string,
  changes: Updateable<RoleAssignmentsTable>,
): Promise<AssignmentRow> {
  return tx
    .updateTable("role_assignments")
    .set(changes)
    .where("profile_id", "=", profileId)
    .where("id", "=", assignmentId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findAssignmentForUpdate(tx: Connection, profileId: string, assignmentId: string): Promise<AssignmentRow | undefined> {
  return tx
    .selectFrom("role_assignments")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("id", "=", assignmentId)
    .forUpdate()
    .executeTakeFirst();
}

/** Names in one go: of people by their row, wherever it is kept, and of groups. */
const assigneeName = sql<string | null>`case assignee_type
  when 'group' then (select g.name from groups g where g.profile_id = a.profile_id and g.id = a.assignee_id)
  else (
    select u.name from users u
    where u.profile_id = case assignee_type when 'run_user' then a.profile_id else ${deploymentId} end and u.id = a.assignee_id
  ) end`;

export interface Assignee {
  type: AssigneeType;
  id: string;
}

export interface AssignmentListQuery {
  roleId?: string | undefined;
  assigneeId?: string | undefined;
  state?: AssignmentState | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Assignments, newest first, with the names of whoever holds them. */
export async function listAssignmentRows(
  connection: Connection,
  profileId: string,
  query: AssignmentListQuery & { roleIds: readonly string[] | null },
  now: Date,
) {
  const conditions = [sql`a.profile_id = ${profileId}`];
  if (query.roleIds !== null) conditions.push(sql`a.role_id = any(${textArray(query.roleIds)})`);
  if (query.roleId !== undefined) conditions.push(sql`a.role_id = ${query.roleId}`);
  if (query.assigneeId !== undefined) conditions.push(sql`a.assignee_id = ${query.assigneeId}`);
  if (query.state !== undefined) conditions.push(isInState(query.state, now));
  return selectPage<NamedAssignmentRow>(connection, {
    rows: sql`from role_assignments a where ${sql.join(conditions, sql` and `)}`,
    columns: sql`a.*, ${assigneeName} as assignee_name`,
    keyset: keysetOf("-createdAt", { createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true } }),
    limit: query.limit,
    cursor: query.cursor,
  });
}

export async function listAssignmentsInForceRows(
  connection: Connection,
  profileId: string,
  { roleIds, now }: { roleIds: readonly string[] | null; now: Date },
): Promise<NamedAssignmentRow[]> {
  const isWanted = roleIds === null ? sql`true` : sql`role_id = any(${textArray(roleIds)})`;
  const result = await sql<NamedAssignmentRow>`
    select a.*, ${assigneeName} as assignee_name from role_assignments a
    where profile_id = ${profileId} and ${isWanted} and ${isInState("in_force", now)} order by created_at, id`.execute(connection);
  return result.rows;
}

/** Those that have not ended, be they in force or yet to come; of people and groups that are there. */
export async function listOpenAssignmentRows(connection: Connection, profileId: string, now: Date): Promise<AssignmentRow[]> {
  return connection
    .selectFrom("role_assignments")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where((is) => is.or([is("ends_at", "is", null), is("ends_at", ">", now)]))
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

function isInState(state: AssignmentState, now: Date): RawBuilder<boolean> {
  const isEnded = sql<boolean>`coalesce(ends_at <= ${now}, false)`;
  if (state === "ended") return isEnded;
  const isAhead = sql<boolean>`coalesce(starts_at > ${now}, false)`;
  return state === "not_yet" ? sql<boolean>`(not ${isEnded} and ${isAhead})` : sql<boolean>`(not ${isEnded} and not ${isAhead})`;
}

export async function findAssigneeName(connection: Connection, row: AssignmentRow): Promise<string | null> {
  const result = await sql<{ name: string | null }>`
    select ${assigneeName} as name from role_assignments a where profile_id = ${row.profile_id} and id = ${row.id}`.execute(connection);
  return result.rows[0]?.name ?? null;
}

/** Assignments in force now, by role. */
export async function countAssignments(
  connection: Connection,
  profileId: string,
  wanted: { roleIds: readonly string[]; now: Date },
): Promise<Map<string, number>> {
  const result = await sql<{ role_id: string; count: number }>`
    select role_id, count(*) as count from role_assignments
    where profile_id = ${profileId} and role_id = any(${textArray(wanted.roleIds)}) and ${isInState("in_force", wanted.now)}
    group by role_id`.execute(connection);
  return new Map(result.rows.map((row) => [row.role_id, row.count]));
}

/** Assignments of a role that have not ended, be they in force or yet to come. */
export async function countUnendedAssignments(connection: Connection, profileId: string, roleId: string, now: Date): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*) as count from role_assignments
    where profile_id = ${profileId} and role_id = ${roleId} and (ends_at is null or ends_at > ${now})`.execute(connection);
  return result.rows[0]?.count ?? 0;
}

export interface Holding {
  assignmentId: string;
  roleId: string;
  conditions: Conditions;
}

/** What has been given to some assignees of one type, by assignee, but for what has ended (`now` null: for what somebody has ended). */
export async function listHoldings(
  connection: Connection,
  profileId: string,
  wanted: { type: AssigneeType; ids: readonly string[]; now: Date | null },
): Promise<Map<string, Holding[]>> {
  const isOpen = wanted.now === null ? sql`ended_at is null` : sql`(ends_at is null or ends_at > ${wanted.now})`;
  const result = await sql<AssignmentRow>`
    select * from role_assignments
    where profile_id = ${profileId} and assignee_type = ${wanted.type} and assignee_id = any(${textArray(wanted.ids)})
      and ${isOpen}
    order by created_at, id`.execute(connection);

  const holdings = new Map<string, Holding[]>(wanted.ids.map((id) => [id, []]));
  for (const row of result.rows) {
    holdings.get(row.assignee_id)?.push({ assignmentId: row.id, roleId: row.role_id, conditions: row.conditions });
  }
  return holdings;
}

/** Assignments made by a moment and not ended by then. */
export async function listAssignmentRowsAsOf(
  connection: Connection,
  profileId: string,
  { type, at }: { type: AssigneeType; at: Date },
): Promise<AssignmentRow[]> {
  const result = await sql<AssignmentRow>`
    select * from role_assignments
    where profile_id = ${profileId} and assignee_type = ${type} and created_at <= ${at} and (ended_at is null or ended_at > ${at})`.execute(
    connection,
  );
  return result.rows;
}

/** Ends whatever somebody or a group still holds or is to hold; in one profile, or for an administrator in all of them. */
export async function endAssignmentsOf(
  tx: Tx,
  wanted: { profileId: string | null; assignee: Assignee; at: Date; reason: string },
): Promise<void> {
  const { profileId, assignee, at, reason } = wanted;
  const isWithin = profileId === null ? sql`true` : sql`profile_id = ${profileId}`;
  await sql`
    update role_assignments set ends_at = ${at}, ended_at = ${at}, ended_by = 'Latchkey', end_reason = ${reason}
    where ${isWithin} and assignee_type = ${assignee.type} and assignee_id = ${assignee.id}
      and (ends_at is null or ends_at > ${at})`.execute(tx);
}
