/** From what is a subject's own to all that is theirs now: groups, the groups above, their tags and roles, roles included in roles. */
import { holds } from "./conditions.ts";
import type { Directory, Lineage } from "./directory.ts";
import type { Circumstances, EffectiveSubject, EngineGroup, RoleHolding, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

const none: readonly never[] = [];

/** A tag may come twice, from the subject and from a group. */
export function effectiveSubject({ directory }: PolicySet, subject: Subject, circumstances: Circumstances): EffectiveSubject {
  const { type, id, tags, roles = none } = subject;
  const groups = groupsAround(entryGroups(directory, subject));
  const canHoldRoles = directory.roles.size > 0 && mayHoldRoles(subject);
  if (groups.length === 0) {
    return { type, id, tags, groupIds: none, roleIds: canHoldRoles ? rolesInForce(directory, roles, circumstances) : none };
  }

  const [allTags, groupIds, holdings] = [[...tags], [] as string[], [...roles]];
  for (const group of groups) {
    groupIds.push(group.id);
    for (const tag of group.tags) allTags.push(tag);
    for (const holding of group.roles) holdings.push(holding);
  }
  return { type, id, tags: allTags, groupIds, roleIds: canHoldRoles ? rolesInForce(directory, holdings, circumstances) : none };
}

/** Each once, however many ways lead to it. */
function groupsAround(entries: readonly EntryGroup[]): readonly EngineGroup[] {
  const [first] = entries;
  if (first === undefined) return none;
  if (entries.length === 1) return first.lineage.groups;

  const groups = new Set<EngineGroup>();
  for (const { lineage } of entries) for (const group of lineage.groups) groups.add(group);
  return [...groups];
}

export interface EntryGroup {
  readonly via: "hand" | "rule";
  readonly lineage: Lineage;
}

const noEntries: EntryGroup[] = [];

/** The groups that the subject is in by itself; all others are above these. Only run users are members of groups. */
export function entryGroups(directory: Directory, { type, tags, groups = none }: Subject): EntryGroup[] {
  if (type !== "run_user" || directory.groups.size === 0) return noEntries;

  const entries: EntryGroup[] = [];
  for (const id of new Set(groups)) pushEntry(entries, "hand", directory.lineage(id));
  for (const id of directory.groupsByRule(tags)) pushEntry(entries, "rule", directory.lineage(id));
  return entries;
}

function pushEntry(entries: EntryGroup[], via: EntryGroup["via"], lineage: Lineage | null): void {
  if (lineage !== null) entries.push({ via, lineage });
}

/** An analysis acts by policies alone. */
export function mayHoldRoles({ type }: Pick<Subject, "type">): boolean {
  return type !== "analysis";
}

/** Roles whose holding is in force and that are in force themselves, with those they include. */
function rolesInForce(directory: Directory, holdings: readonly RoleHolding[], circumstances: Circumstances): string[] {
  if (holdings.length === 0) return [];

  const held = new Set<string>();
  const waiting = holdings.filter((holding) => holds(holding.conditions, circumstances)).map((holding) => holding.roleId);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const role = held.has(id) ? undefined : directory.roles.get(id);
    if (role === undefined || !holds(role.conditions, circumstances)) continue;

    held.add(id);
    waiting.push(...role.includes);
  }
  return [...held];
}
