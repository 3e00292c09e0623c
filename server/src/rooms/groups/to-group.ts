import type { Group } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import { toPendingRevert } from "../versions/index.ts";
import type { GroupRow } from "./groups.store.ts";

export function toGroup(row: GroupRow, memberCount: number): Group {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    parentId: row.parent_id,
    rule: row.rule,
    tags: fromStoredTags(row.tags),
    managedBy: row.managed_by,
    areMembersManaged: row.are_members_managed,
    memberCount,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    pendingRevert: toPendingRevert(row),
  };
}

export function groupObject(row: Pick<GroupRow, "id" | "name">): { type: string; id: string; name: string } {
  return { type: "group", id: row.id, name: row.name };
}

export function auditedGroup(row: GroupRow): Record<string, unknown> {
  const { name, description, parent_id, rule, tags, managed_by: managedBy } = row;
  return { name, description, parentId: parent_id, rule, tags, managedBy };
}
