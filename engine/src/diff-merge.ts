/** Leaves out worlds that a smaller one speaks for: whoever carries what the larger names carries what the smaller names. */
import type { Tag } from "@latchkey/contract";
import { isImplied } from "./diff-conditions.ts";
import { freshValue, type Need } from "./diff-sources.ts";
import type { World } from "./diff-worlds.ts";
import type { Directory } from "./directory.ts";
import { carriesTag } from "./match.ts";

/** What carrying the atoms of a world amounts to in both sets of rules. */
interface Carried {
  readonly world: World;
  readonly tags: readonly Tag[];
  readonly groups: ReadonlySet<string>;
}

export function mergeWorlds(worlds: readonly World[], directories: readonly [Directory, Directory]): World[] {
  const kept: World[] = [];
  for (const world of worlds.toSorted((one, other) => sizeOf(one.need) - sizeOf(other.need))) {
    const carried = toCarried(world, directories);
    const covering = kept.filter((each) => isCovering(each, carried));
    const actions = [...world.actions].filter((action) => !covering.some((each) => each.actions.has(action)));
    if (actions.length > 0) kept.push({ ...world, actions: new Set(actions) });
  }
  return kept;
}

function sizeOf(need: Need): number {
  const ids = (need.id === null ? 0 : 1) + (need.resourceId === null ? 0 : 1);
  const tags = [...need.tags, ...need.resourceTags];
  // A fresh value stands for any: it comes before the values that it stands for.
  const fresh = tags.filter((tag) => tag.value === freshValue).length;
  return ids + tags.length + need.groups.length + need.roles.length + need.conditions.length - fresh / 100;
}

function isCovering({ subject, type, need }: World, { world, tags, groups }: Carried): boolean {
  const other = world.need;
  if (subject !== world.subject || type !== world.type) return false;
  if (need.id !== null && need.id !== other.id) return false;
  if (need.resourceId !== null && need.resourceId !== other.resourceId) return false;
  if (!need.roles.every((role) => other.roles.includes(role)) || !need.groups.every((group) => groups.has(group))) return false;
  if (!need.conditions.every((conditions) => isImplied(conditions, other.conditions))) return false;

  const isShared = (key: string) => other.resourceTags.some((tag) => tag.key === key && carriesTag(tags, tag));
  const isOnResource = (tag: Tag) => (tag.value === freshValue ? isShared(tag.key) : carriesTag(other.resourceTags, tag));
  const isOnSubject = (tag: Tag) => (tag.value === freshValue ? tags.some((each) => each.key === tag.key) : carriesTag(tags, tag));
  return need.resourceTags.every(isOnResource) && need.tags.every(isOnSubject);
}

function toCarried(world: World, [one, other]: readonly [Directory, Directory]): Carried {
  const { need, subject } = world;
  const [before, after] = [inheritedOf(one, need), inheritedOf(other, need)];
  if (subject !== "run_user") return { world, tags: need.tags, groups: new Set(need.groups) };

  const inBoth = before.tags.filter((tag) => carriesTag(after.tags, tag));
  return {
    world,
    tags: [...need.tags, ...inBoth],
    groups: new Set([...need.groups, ...before.groups.filter((group) => after.groups.includes(group))]),
  };
}

function inheritedOf(directory: Directory, need: Need): { tags: Tag[]; groups: string[] } {
  const entries = [...need.groups, ...directory.groupsByRule(need.tags)];
  const lineages = entries.map((id) => directory.lineage(id)).filter((lineage) => lineage !== null);
  return {
    tags: lineages.flatMap((lineage) => lineage.tags),
    groups: lineages.flatMap((lineage) => lineage.groups.map((group) => group.id)),
  };
}
