import type { RegisteredTagKey } from "@latchkey/contract";
import type { TagKeyRow } from "./tag-keys.store.ts";

export function toTagKey(row: TagKeyRow, signUpKeys: readonly string[]): RegisteredTagKey {
  return {
    id: row.id,
    key: row.key,
    description: row.description,
    values: row.allowed_values,
    setBy: row.set_by,
    isSetBySignUp: signUpKeys.includes(row.key),
    managedBy: row.managed_by,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

export function tagKeyObject(row: TagKeyRow): { type: string; id: string; name: string } {
  return { type: "tag_key", id: row.id, name: row.key };
}

export function auditedTagKey({
  key,
  description,
  allowed_values: values,
  set_by: setBy,
  managed_by: managedBy,
}: TagKeyRow): Record<string, unknown> {
  return { key, description, values, setBy, managedBy };
}
