import type { AddedObject, AddedType, CappedCount } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import type { ObjectRow } from "./objects.store.ts";
import type { ResourceTypeRow } from "./resource-types.store.ts";

export function toAddedType(row: ResourceTypeRow, objectCount: CappedCount): AddedType {
  return {
    name: row.name,
    label: row.label,
    description: row.description,
    actions: row.actions,
    objectCount,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function typeObject(row: ResourceTypeRow): { type: string; id: string; name: string } {
  return { type: "resource_type", id: row.name, name: row.label };
}

export function auditedType(row: ResourceTypeRow): Record<string, unknown> {
  return { name: row.name, label: row.label, description: row.description, actions: row.actions };
}

export function toAddedObject(row: ObjectRow): AddedObject {
  return {
    id: row.id,
    name: row.name,
    tags: fromStoredTags(row.tags),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function objectObject(row: Pick<ObjectRow, "type" | "id" | "name">): { type: string; id: string; name: string } {
  return { type: row.type, id: row.id, name: row.name };
}

export function auditedObject(row: Pick<ObjectRow, "name" | "tags">): Record<string, unknown> {
  return { name: row.name, tags: row.tags };
}
