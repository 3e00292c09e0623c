import type { Conditions } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import {
  findAssigneeName,
  findAssignmentForUpdate,
  listOpenAssignmentRows,
  updateAssignmentRow,
  type Assignee,
} from "./assignments.store.ts";
import { auditedAssignment } from "./to-role.ts";

export interface OpenAssignment {
  id: string;
  roleId: string;
  assignee: Assignee;
  conditions: Conditions;
  reason: string;
  managedBy: string | null;
}

/** Every assignment that is in force or yet to begin. */
export async function listOpenAssignments(connection: Connection, profileId: string, now: Date): Promise<OpenAssignment[]> {
  const rows = await listOpenAssignmentRows(connection, profileId, now);
  return rows.map((row) => ({
    id: row.id,
    roleId: row.role_id,
    assignee: { type: row.assignee_type, id: row.assignee_id },
    conditions: row.conditions,
    reason: row.reason,
    managedBy: row.managed_by,
  }));
}

/** From now on a file keeps the assignment; nothing else about it changes. */
export async function keepAssignment(
  ctx: Context,
  assignmentId: string,
  { mark, reason }: { mark: string; reason: string },
): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const stored = await findAssignmentForUpdate(tx, ctx.profileId, assignmentId);
    if (!stored) throw httpErrors.not_found();
    const row = await updateAssignmentRow(tx, ctx.profileId, assignmentId, { managed_by: mark });
    await recordAuditEntry(tx, ctx, {
      action: "role.assignment_kept_in_file",
      object: { type: row.assignee_type, id: row.assignee_id, name: (await findAssigneeName(tx, row)) ?? row.assignee_id },
      before: auditedAssignment(stored),
      after: auditedAssignment(row),
      reason,
    });
  });
}
