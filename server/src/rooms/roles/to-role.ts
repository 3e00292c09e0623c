import type { Assignment, Role } from "@latchkey/contract";
import { toPendingRevert } from "../versions/index.ts";
import type { AssignmentRow, NamedAssignmentRow } from "./assignments.store.ts";
import { stateOf } from "./roles.rules.ts";
import type { RoleRow } from "./roles.store.ts";

export function toRole(row: RoleRow, assignmentCount: number): Role {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    permissions: row.permissions,
    includes: row.includes,
    conditions: row.conditions,
    builtIn: row.built_in,
    managedBy: row.managed_by,
    assignmentCount,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    pendingRevert: toPendingRevert(row),
  };
}

export function roleObject(row: Pick<RoleRow, "id" | "name">): { type: string; id: string; name: string } {
  return { type: "role", id: row.id, name: row.name };
}

export function auditedRole(row: RoleRow): Record<string, unknown> {
  const { name, description, permissions, includes, conditions, managed_by: managedBy } = row;
  return { name, description, permissions, includes, conditions, managedBy };
}

export function toAssignment(row: NamedAssignmentRow, roleName: string, now: Date): Assignment {
  return {
    id: row.id,
    roleId: row.role_id,
    roleName,
    assignee: { type: row.assignee_type, id: row.assignee_id, name: row.assignee_name ?? row.assignee_id },
    conditions: row.conditions,
    reason: row.reason,
    state: stateOf(row, now),
    givenBy: row.given_by,
    managedBy: row.managed_by,
    createdAt: row.created_at.toISOString(),
  };
}

export function auditedAssignment(row: AssignmentRow): Record<string, unknown> {
  return {
    roleId: row.role_id,
    assigneeType: row.assignee_type,
    assigneeId: row.assignee_id,
    conditions: row.conditions,
    managedBy: row.managed_by,
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}
