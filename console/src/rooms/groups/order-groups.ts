import type { Group } from "@latchkey/contract";

export interface PlacedGroup {
  group: Group;
  /** Groups above this one in the list; 0 at the top. */
  depth: number;
}

/** Each group below the one it belongs to. A group whose parent is not in the list stands at the top; none gets lost. */
export function orderGroups(groups: readonly Group[]): PlacedGroup[] {
  const ids = new Set(groups.map(({ id }) => id));
  const below = new Map<string, Group[]>();
  for (const group of groups) {
    const parentId = group.parentId !== null && ids.has(group.parentId) ? group.parentId : "";
    below.set(parentId, [...(below.get(parentId) ?? []), group]);
  }

  const placed: PlacedGroup[] = [];
  const seen = new Set<string>();

  function place(parentId: string, depth: number) {
    for (const group of below.get(parentId) ?? []) {
      if (seen.has(group.id)) continue;
      seen.add(group.id);
      placed.push({ group, depth });
      place(group.id, depth + 1);
    }
  }

  place("", 0);
  // The server refuses circles; should one be there all the same, its groups are shown rather than hidden.
  for (const group of groups) if (!seen.has(group.id)) placed.push({ group, depth: 0 });

  return placed;
}

/** Names from the top down to the group itself, e.g. for "Europe › Spain". */
export function pathOf(group: Group, groups: readonly Group[]): string[] {
  const byId = new Map(groups.map((each) => [each.id, each]));
  const path: string[] = [];
  const seen = new Set<string>();

  for (
    let at: Group | undefined = group;
    at !== undefined && !seen.has(at.id);
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  ) {
    seen.add(at.id);
    path.unshift(at.name);
  }

  return path;
}
