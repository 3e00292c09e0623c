import { groupDepthMax, type GroupRule } from "@latchkey/contract";

/** A group with what nesting and membership depend on. */
export interface NestedGroup {
  id: string;
  name: string;
  parentId: string | null;
  rule: GroupRule | null;
}

export type NestingProblem =
  | { kind: "unknown_parent" }
  /** Names from the group up to itself again. */
  | { kind: "cycle"; path: string[] }
  | { kind: "too_deep"; depth: number };

/**
 * What speaks against putting a group below another one. The stored groups have no cycle; the group itself may be among
 * them, with its old parent.
 */
export function findNestingProblem(stored: readonly NestedGroup[], group: NestedGroup): NestingProblem | null {
  if (group.parentId === null) return null;
  const byId = new Map(stored.map((each) => [each.id, each]));
  if (group.parentId !== group.id && !byId.has(group.parentId)) return { kind: "unknown_parent" };

  const above: NestedGroup[] = [];
  for (let id: string | null = group.parentId; id !== null; id = byId.get(id)?.parentId ?? null) {
    if (id === group.id) return { kind: "cycle", path: [group, ...above, group].map((each) => each.name) };
    const parent = byId.get(id);
    if (parent) above.push(parent);
  }

  const depth = above.length + heightOf(stored, group.id);
  return depth > groupDepthMax ? { kind: "too_deep", depth } : null;
}

/** How many levels of groups are below one. */
function heightOf(stored: readonly NestedGroup[], groupId: string): number {
  let height = 0;
  for (let level = childrenOf(stored, new Set([groupId])); level.size > 0; level = childrenOf(stored, level)) height += 1;
  return height;
}

/** A group and all groups below it. */
export function withGroupsBelow(stored: readonly NestedGroup[], groupId: string): NestedGroup[] {
  const ids = new Set<string>();
  for (let level = new Set([groupId]); level.size > 0; level = childrenOf(stored, level)) for (const id of level) ids.add(id);
  return stored.filter((group) => ids.has(group.id));
}

function childrenOf(stored: readonly NestedGroup[], parentIds: ReadonlySet<string>): Set<string> {
  return new Set(stored.filter(({ parentId }) => parentId !== null && parentIds.has(parentId)).map(({ id }) => id));
}
