import type { Conditions } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findAssignmentForUpdate, listAssignmentsInForceRows, type Assignee } from "./assignments.store.ts";
import { stateOf, type AssignmentState } from "./roles.rules.ts";
import { findRole, listRoleNames } from "./roles.store.ts";

export interface AssignmentInForce {
  id: string;
  roleId: string;
  roleName: string;
  assignee: Assignee & { name: string };
  conditions: Conditions;
  reason: string;
  givenBy: string;
}

/** Every assignment in force now, of all roles or of some; for rooms that speak about all of them at once. */
export async function listAssignmentsInForce(
  connection: Connection,
  ctx: Context,
  { roleIds }: { roleIds: readonly string[] | null },
): Promise<AssignmentInForce[]> {
  const rows = await listAssignmentsInForceRows(connection, ctx.profileId, { roleIds, now: ctx.platform.clock.now() });
  const names = await listRoleNames(connection, ctx.profileId, { kind: "all" });
  return rows.map((row) => ({
    id: row.id,
    roleId: row.role_id,
    roleName: names.get(row.role_id) ?? row.role_id,
    assignee: { type: row.assignee_type, id: row.assignee_id, name: row.assignee_name ?? row.assignee_id },
    conditions: row.conditions,
    reason: row.reason,
    givenBy: row.given_by,
  }));
}

/** Null when there is no such assignment. */
export async function findAssignment(ctx: Context, assignmentId: string): Promise<{ state: AssignmentState; roleName: string } | null> {
  const row = await findAssignmentForUpdate(ctx.db, ctx.profileId, assignmentId);
  if (!row) return null;
  const role = await findRole(ctx.db, ctx.profileId, row.role_id, { kind: "all" });
  return { state: stateOf(row, ctx.platform.clock.now()), roleName: role?.name ?? "" };
}
