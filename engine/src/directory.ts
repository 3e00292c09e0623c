/** The groups and roles of a profile, found by whatever leads to them. Users are never kept here. */
import type { Tag } from "@latchkey/contract";
import { carriesTag } from "./match.ts";
import type { EngineGroup, EngineRole } from "./model.ts";
import { TagMap } from "./tag-map.ts";

/** A group with the groups above it: its members are in all of them and have all their tags. */
export interface Lineage {
  /** The group itself first, then upwards. */
  readonly groups: readonly EngineGroup[];
  readonly tags: readonly Tag[];
}

export class Directory {
  readonly groups = new Map<string, EngineGroup>();
  readonly roles = new Map<string, EngineRole>();
  private readonly byRule = new TagMap();
  private readonly byTag = new TagMap();
  private readonly byHeldRole = new Map<string, Set<string>>();
  private readonly byParent = new Map<string, Set<string>>();
  private readonly byIncludedRole = new Map<string, Set<string>>();
  /** Made when first asked for; a change of any group can change them all. */
  private readonly lineages = new Map<string, Lineage>();
  private readonly trees = new Map<string, readonly EngineGroup[]>();

  putGroup(group: EngineGroup): void {
    this.removeGroup(group.id);
    this.forgetWays();
    this.groups.set(group.id, group);
    for (const tag of indexedRuleTags(group)) this.byRule.add(tag, group.id);
    for (const tag of group.tags) this.byTag.add(tag, group.id);
    for (const { roleId } of group.roles) addTo(this.byHeldRole, roleId, group.id);
    if (group.parentId !== null) addTo(this.byParent, group.parentId, group.id);
  }

  removeGroup(id: string): boolean {
    const group = this.groups.get(id);
    if (group === undefined) return false;

    this.groups.delete(id);
    this.forgetWays();
    for (const tag of indexedRuleTags(group)) this.byRule.remove(tag, id);
    for (const tag of group.tags) this.byTag.remove(tag, id);
    for (const { roleId } of group.roles) removeFrom(this.byHeldRole, roleId, id);
    if (group.parentId !== null) removeFrom(this.byParent, group.parentId, id);
    return true;
  }

  putRole(role: EngineRole): void {
    this.removeRole(role.id);
    this.roles.set(role.id, role);
    for (const included of role.includes) addTo(this.byIncludedRole, included, role.id);
  }

  removeRole(id: string): void {
    const role = this.roles.get(id);
    if (role === undefined) return;

    this.roles.delete(id);
    for (const included of role.includes) removeFrom(this.byIncludedRole, included, id);
  }

  /** Groups whose rule these tags satisfy. INVARIANT: a user's own tags only, so that no group can make another's member. */
  groupsByRule(tags: readonly Tag[]): string[] {
    const found: string[] = [];
    for (const tag of tags) {
      for (const id of this.byRule.withPair(tag)) {
        if (!found.includes(id) && satisfiesRule(this.groups.get(id), tags)) found.push(id);
      }
    }
    return found;
  }

  /** Null for a group that does not exist. A parent that does not exist, or that closes a circle, ends the line. */
  lineage(id: string): Lineage | null {
    const known = this.lineages.get(id);
    if (known !== undefined) return known;

    const groups: EngineGroup[] = [];
    let group = this.groups.get(id);
    while (group !== undefined && !groups.includes(group)) {
      groups.push(group);
      group = group.parentId === null ? undefined : this.groups.get(group.parentId);
    }
    if (groups.length === 0) return null;

    const lineage = { groups, tags: groups.flatMap((each) => each.tags) };
    this.lineages.set(id, lineage);
    return lineage;
  }

  /** The group and all below it; empty for a group that does not exist. */
  groupsFrom(id: string): readonly EngineGroup[] {
    const known = this.trees.get(id);
    if (known !== undefined) return known;

    const tree = reach<EngineGroup>(id, { find: (each) => this.groups.get(each), next: (each) => this.byParent.get(each.id) ?? [] });
    if (tree.length > 0) this.trees.set(id, tree);
    return tree;
  }

  private forgetWays(): void {
    this.lineages.clear();
    this.trees.clear();
  }

  groupsWithPair(tag: Tag): Iterable<string> {
    return this.byTag.withPair(tag);
  }

  groupsWithKey(key: string): Iterable<string> {
    return this.byTag.withKey(key);
  }

  groupsHolding(roleId: string): Iterable<string> {
    return this.byHeldRole.get(roleId) ?? [];
  }

  rolesIncluding(roleId: string): Iterable<string> {
    return this.byIncludedRole.get(roleId) ?? [];
  }
}

/** Everything reachable from one start, each once: circles end by themselves. */
export function reach<Thing>(
  start: string,
  { find, next }: { find: (id: string) => Thing | undefined; next: (thing: Thing) => Iterable<string> },
): Thing[] {
  const found = new Map<string, Thing>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const thing = found.has(id) ? undefined : find(id);
    if (thing === undefined) continue;

    found.set(id, thing);
    waiting.push(...next(thing));
  }
  return [...found.values()];
}

export function satisfiesRule(group: EngineGroup | undefined, tags: readonly Tag[]): boolean {
  const rule = group?.rule;
  if (!rule || rule.tags.length === 0) return false;
  const isCarried = (tag: Tag) => carriesTag(tags, tag);
  return rule.match === "all" ? rule.tags.every(isCarried) : rule.tags.some(isCarried);
}

/** Whoever satisfies an `all` rule carries its first tag: one entry finds them. */
function indexedRuleTags({ rule }: EngineGroup): readonly Tag[] {
  if (rule === null) return [];
  return rule.match === "all" ? rule.tags.slice(0, 1) : rule.tags;
}

function addTo(index: Map<string, Set<string>>, key: string, id: string): void {
  index.set(key, (index.get(key) ?? new Set<string>()).add(id));
}

function removeFrom(index: Map<string, Set<string>>, key: string, id: string): void {
  const ids = index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key);
}
