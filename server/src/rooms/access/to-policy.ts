import type { Policy, PolicyVersionBody } from "@latchkey/contract";
import type { EnginePolicy } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import { toPendingRevert } from "../versions/index.ts";
import type { PolicyRow } from "./policies.store.ts";

/** The whole of a policy but for what every save changes; versions keep this. */
export function policyBodyOf(row: PolicyRow): PolicyVersionBody {
  return {
    name: row.name,
    description: row.description,
    status: row.status,
    targets: row.targets,
    permissions: row.permissions,
    conditions: row.conditions,
    tags: fromStoredTags(row.tags),
    tests: row.tests,
    managedBy: row.managed_by,
  };
}

export function toPolicy(row: PolicyRow): Policy {
  return {
    ...policyBodyOf(row),
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    pendingRevert: toPendingRevert(row),
  };
}

/** What decides anything. */
export function toEnginePolicy({ id, name, status, targets, permissions, conditions }: PolicyRow): EnginePolicy {
  return { id, name, status, targets, permissions, conditions };
}

export function policyObject(row: PolicyRow): { type: string; id: string; name: string } {
  return { type: "policy", id: row.id, name: row.name };
}

export function auditedPolicy(row: PolicyRow): Record<string, unknown> {
  const { name, description, status, targets, permissions, conditions, tags, tests, managed_by: managedBy } = row;
  return { name, description, status, targets, permissions, conditions, tags, tests, managedBy };
}
