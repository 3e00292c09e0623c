/** What a subject has and where each of it comes from, for people to read. */
import type { Conditions, InheritanceSource } from "@latchkey/contract";
import { holds } from "./conditions.ts";
import { entryGroups, mayHoldRoles, type EntryGroup } from "./effective-subject.ts";
import { tagPair } from "./model.ts";
import type { Circumstances, EngineGroup, EngineRole, RoleHolding, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";

export interface Inheritance {
  tags: { key: string; value: string; sources: InheritanceSource[] }[];
  groups: { id: string; name: string; sources: InheritanceSource[] }[];
  roles: InheritedRole[];
}

export interface InheritedRole {
  id: string;
  name: string;
  /** The assignment and the role are both in force now. */
  isInForce: boolean;
  /** Of the assignment; none for a role that comes with another. */
  conditions: Conditions;
  /** The very object that the subject or group came with; null for a role that comes with another. */
  holding: RoleHolding | null;
  sources: InheritanceSource[];
}

const direct: InheritanceSource = { kind: "direct" };

export function inheritanceOf(set: PolicySet, subject: Subject, circumstances: Circumstances): Inheritance {
  const entries = entryGroups(set.directory, subject);
  return {
    tags: inheritedTags(subject, entries),
    groups: inheritedGroups(entries),
    roles: inheritedRoles(set, { subject, entries, circumstances }),
  };
}

function inheritedTags(subject: Subject, entries: readonly EntryGroup[]): Inheritance["tags"] {
  const tags = new Map<string, Inheritance["tags"][number]>();
  const note = ({ key, value }: { key: string; value: string }, source: InheritanceSource) => {
    const known = tags.get(tagPair(key, value)) ?? { key, value, sources: [] };
    tags.set(tagPair(key, value), { ...known, sources: withSource(known.sources, source) });
  };

  for (const tag of subject.tags) note(tag, direct);
  for (const group of groupsOf(entries)) for (const tag of group.tags) note(tag, viaGroup("group", group));
  return [...tags.values()];
}

function inheritedGroups(entries: readonly EntryGroup[]): Inheritance["groups"] {
  const groups = new Map<string, Inheritance["groups"][number]>();
  const note = ({ id, name }: EngineGroup, source: InheritanceSource) => {
    const known = groups.get(id) ?? { id, name, sources: [] };
    groups.set(id, { ...known, sources: withSource(known.sources, source) });
  };

  for (const { via, lineage } of entries) {
    for (const [level, group] of lineage.groups.entries()) {
      const below = lineage.groups[level - 1];
      if (below !== undefined) note(group, viaGroup("group", below));
      else note(group, via === "hand" ? direct : viaGroup("rule", group));
    }
  }
  return [...groups.values()];
}

/** Assignments first, each by itself, then what comes with the roles assigned. */
function inheritedRoles(
  set: PolicySet,
  { subject, entries, circumstances }: { subject: Subject; entries: readonly EntryGroup[]; circumstances: Circumstances },
): InheritedRole[] {
  if (!mayHoldRoles(subject)) return [];

  const held = [
    ...(subject.roles ?? []).map((holding) => ({ holding, source: direct })),
    ...groupsOf(entries).flatMap((group) => group.roles.map((holding) => ({ holding, source: viaGroup("group", group) }))),
  ];
  const assigned = held.flatMap(({ holding, source }): InheritedRole[] => {
    const role = set.roles.get(holding.roleId);
    if (role === undefined) return [];

    const { conditions } = holding;
    const isInForce = holds(conditions, circumstances) && holds(role.conditions, circumstances);
    return [{ id: role.id, name: role.name, isInForce, conditions, holding, sources: [source] }];
  });
  return [...assigned, ...includedRoles(set, assigned, circumstances)];
}

function includedRoles(set: PolicySet, assigned: readonly InheritedRole[], circumstances: Circumstances): InheritedRole[] {
  const included = new Map<string, InheritedRole>();
  const waiting = assigned.map(({ id, isInForce }) => ({ id, isInForce }));
  const followed = new Set<string>();
  for (const { id, isInForce } of waiting) {
    const role = set.roles.get(id);
    const name = `${id} ${isInForce}`;
    if (role === undefined || followed.has(name)) continue;

    followed.add(name);
    for (const next of role.includes.map((each) => set.roles.get(each))) {
      if (next === undefined) continue;
      const isNextInForce = isInForce && holds(next.conditions, circumstances);
      included.set(next.id, withIncluder(included.get(next.id), { role: next, includer: role, isInForce: isNextInForce }));
      waiting.push({ id: next.id, isInForce: isNextInForce });
    }
  }
  return [...included.values()];
}

function withIncluder(
  known: InheritedRole | undefined,
  { role, includer, isInForce }: { role: EngineRole; includer: EngineRole; isInForce: boolean },
): InheritedRole {
  const source: InheritanceSource = { kind: "role", roleId: includer.id, roleName: includer.name };
  return {
    id: role.id,
    name: role.name,
    isInForce: isInForce || (known?.isInForce ?? false),
    conditions: {},
    holding: null,
    sources: withSource(known?.sources ?? [], source),
  };
}

function groupsOf(entries: readonly EntryGroup[]): EngineGroup[] {
  return [...new Set(entries.flatMap((entry) => entry.lineage.groups))];
}

function viaGroup(kind: "rule" | "group", { id, name }: EngineGroup): InheritanceSource {
  return { kind, groupId: id, groupName: name };
}

function withSource(sources: InheritanceSource[], source: InheritanceSource): InheritanceSource[] {
  const name = JSON.stringify(source);
  return sources.some((each) => JSON.stringify(each) === name) ? sources : [...sources, source];
}
