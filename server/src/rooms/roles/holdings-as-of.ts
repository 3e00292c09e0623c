import type { AssigneeType, Conditions } from "@latchkey/contract";
import type { EngineRole } from "@latchkey/engine";
import type { Connection } from "../../database/database.ts";
import { listAssignmentRowsAsOf } from "./assignments.store.ts";
import { builtInRoles } from "./built-in-roles.ts";

export interface PastHolding {
  assigneeId: string;
  roleId: string;
  conditions: Conditions;
}

/** What had been given and not ended at a moment; whether it then held is for its conditions to say. */
export async function listHoldingsAsOf(
  connection: Connection,
  profileId: string,
  wanted: { type: AssigneeType; at: Date },
): Promise<PastHolding[]> {
  const rows = await listAssignmentRowsAsOf(connection, profileId, wanted);
  return rows.map((row) => ({ assigneeId: row.assignee_id, roleId: row.role_id, conditions: row.conditions }));
}

/** The roles that come with every profile, which have no versions. */
export function builtInEngineRoles(): EngineRole[] {
  return builtInRoles.map(({ id, name, permissions }) => ({ id, name, permissions, includes: [] }));
}
