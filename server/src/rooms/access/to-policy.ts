import type { Policy } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import type { PolicyRow } from "./policies.store.ts";

export function toPolicy(row: PolicyRow): Policy {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    status: row.status,
    targets: row.targets,
    permissions: row.permissions,
    tags: fromStoredTags(row.tags),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

export function policyObject(row: PolicyRow): { type: string; id: string; name: string } {
  return { type: "policy", id: row.id, name: row.name };
}

export function auditedPolicy(row: PolicyRow): Record<string, unknown> {
  const { name, description, status, targets, permissions, tags } = row;
  return { name, description, status, targets, permissions, tags };
}
