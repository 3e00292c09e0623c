/** What of people and things the rules can tell apart at all: everything else is left out when they are counted by kind. */
import { subjectType, type Permission, type SubjectType, type Target } from "@latchkey/contract";
import type { Combination, DiffRules, EngineGroup, ResourceClass } from "@latchkey/engine";
import type { Plan, RetagSteps, TraitChange } from "./plan.ts";

/** Parts of tags and ids that are kept; `keys` with all their values, `presentKeys` with the key alone. */
export interface Kept {
  ids: Set<string>;
  pairs: Set<string>;
  keys: Set<string>;
  presentKeys: Set<string>;
}

export interface KeptOfSubjects extends Kept {
  groups: Set<string>;
  roles: Set<string>;
}

const pairOf = ({ key, value }: { key: string; value: string }): string => `${key}=${value}`;

function nothingKept(): Kept {
  return { ids: new Set(), pairs: new Set(), keys: new Set(), presentKeys: new Set() };
}

export interface Asked {
  /** Actions to ask about, by resource type. */
  readonly actions: Map<string, Set<string>>;
  readonly subjectTypes: Set<SubjectType>;
}

/**
 * What has to be asked: what differs; about people who change, everything that a rule which may see the change speaks
 * about; about things that change, whatever rules say about the tags of such things.
 */
export function askedOf({ before, after, traits, catalogue }: Plan, combinations: readonly Combination[]): Asked {
  const actions = new Map<string, Set<string>>();
  const ask = (type: string, some: readonly string[]) => {
    const known = some.filter((action) => Object.hasOwn(catalogue[type] ?? {}, action));
    actions.set(type, new Set([...(actions.get(type) ?? []), ...known]));
  };
  for (const { resource, actions: some } of combinations) ask(resource.type, some);

  const subjectTypes = new Set(combinations.map(({ subject }) => subject.type));
  for (const change of traits) {
    const type = changedSubject(change);
    const seeing = type === null ? [] : [before, after].flatMap((rules) => permissionsSeeing(rules, change));
    for (const { resource, actions: some } of seeing) ask(resource.type, some);
    if (type !== null) subjectTypes.add(type);
    if (change.kind !== "retag") continue;

    const byTag = permissionsOf(before, after).filter(({ resource }) => isOfRetagged(resource.type, change.of) && "key" in resource);
    for (const { resource, actions: some } of byTag) ask(resource.type, some);
    if (byTag.length > 0) for (const each of subjectType.options) subjectTypes.add(each);
  }
  return { actions, subjectTypes };
}

/** A widget carries its dashboard's tags. */
export function isOfRetagged(type: string, retagged: string): boolean {
  return type === retagged || (type === "widget" && retagged === "dashboard");
}

/** Permissions that may come to count, or cease to, when somebody changes like this. */
function permissionsSeeing(rules: DiffRules, change: TraitChange): Permission[] {
  if (change.kind !== "retag") return permissionsOf(rules);

  const keys = keysOf(change);
  if (rules.groups.some(({ rule }) => rule?.tags.some((tag) => keys.has(tag.key)) ?? false)) return permissionsOf(rules);

  const names = (each: Target | Permission["resource"]) => "key" in each && keys.has(each.key);
  const byTarget = rules.policies.filter((policy) => policy.targets.some(names)).flatMap((policy) => policy.permissions);
  const byMatch = permissionsOf(rules).filter(({ resource }) => resource.match === "tag_match" && names(resource));
  return [...byTarget, ...byMatch];
}

/** Every key that a retagging touches. */
export function keysOf({ rename, remove, removeKeys, addIfAbsent, add }: RetagSteps): Set<string> {
  const keys = new Set([...remove, ...add, ...addIfAbsent, ...rename].map(({ key }) => key));
  for (const key of removeKeys) keys.add(key);
  for (const step of rename) if ("to" in step) keys.add(step.to);
  return keys;
}

/** The kind of subject that a change of traits is about; null for things that are no subjects. */
export function changedSubject(change: TraitChange): SubjectType | null {
  if (change.kind === "groups") return "run_user";
  if (change.kind === "roles") return change.type;
  return change.of === "run_user" || change.of === "analysis" ? change.of : null;
}

function permissionsOf(...rules: readonly DiffRules[]): Permission[] {
  return rules.flatMap(({ policies, roles }) => [...policies, ...roles].flatMap((each) => each.permissions));
}

/** What selectors can tell apart about resources of one type. */
export function keptOfResources(plan: Plan, type: string): Kept {
  const kept = nothingKept();
  for (const { resource } of permissionsOf(plan.before, plan.after)) {
    if (resource.type !== type) continue;
    if (resource.match === "id") kept.ids.add(resource.id);
    if (resource.match === "tag") kept.pairs.add(pairOf(resource));
    if (resource.match === "tag_match") kept.keys.add(resource.key);
  }
  for (const change of plan.traits) if (change.kind === "retag" && isOfRetagged(type, change.of)) keepRetagging(kept, change);
  return kept;
}

function keepRetagging(kept: Kept, change: Extract<TraitChange, { kind: "retag" }>): void {
  if ("ids" in change.which) for (const id of change.which.ids) kept.ids.add(id);
  for (const tag of change.remove) kept.pairs.add(pairOf(tag));
  for (const step of change.rename) kept.keys.add(step.key);
  for (const { key } of change.addIfAbsent) kept.presentKeys.add(key);
}

/** The rules that can say anything about one of these resources; the others are left out of the comparison. */
export function onlyRelevant(rules: DiffRules, asked: Asked, resources: readonly ResourceClass[]): DiffRules {
  const atoms = atomsOf(resources);
  const isRelevant = ({ resource, actions }: Permission): boolean => {
    if (!actions.some((action) => asked.actions.get(resource.type)?.has(action))) return false;
    if (resource.match === "any") return true;
    const wanted =
      resource.match === "id" ? resource.id : `${resource.match} ${resource.match === "tag" ? pairOf(resource) : resource.key}`;
    return atoms.get(resource.type)?.has(wanted) === true;
  };
  const policies = rules.policies.flatMap((policy) => {
    const permissions = policy.permissions.filter(isRelevant);
    return permissions.length === 0 || policy.status !== "active" ? [] : [{ policy, permissions }];
  });
  return {
    policies: policies.map(({ policy, permissions }) =>
      permissions.length === policy.permissions.length ? policy : { ...policy, permissions },
    ),
    roles: rules.roles.map((role) => ({ ...role, permissions: role.permissions.filter(isRelevant) })),
    groups: rules.groups,
  };
}

function atomsOf(resources: readonly ResourceClass[]): Map<string, Set<string>> {
  const atoms = new Map<string, Set<string>>();
  for (const { before, after } of resources) {
    const known = atoms.get(before.type) ?? new Set<string>();
    for (const { id, tags } of [before, after]) {
      if (id !== null) known.add(id);
      for (const tag of tags) known.add(`tag ${pairOf(tag)}`).add(`tag_match ${tag.key}`);
    }
    atoms.set(before.type, known);
  }
  return atoms;
}

/** What targets and tag matches can tell apart about subjects of one type, inheritance included. */
export function keptOfSubjects(plan: Plan, type: SubjectType, resources: readonly ResourceClass[]): KeptOfSubjects {
  const kept: KeptOfSubjects = { ...nothingKept(), groups: new Set(), roles: new Set() };
  for (const rules of [plan.before, plan.after]) keepRules(kept, type, rules, tagsByKey(resources));
  for (const change of plan.traits) keepTrait(kept, type, change);
  if (type === "run_user") for (const rules of [plan.before, plan.after]) keepGroups(kept, rules);
  return kept;
}

type PairsByKey = ReadonlyMap<string, ReadonlySet<string>>;

function tagsByKey(resources: readonly ResourceClass[]): PairsByKey {
  const byKey = new Map<string, Set<string>>();
  for (const tag of resources.flatMap(({ before, after }) => (before === after ? before.tags : [...before.tags, ...after.tags]))) {
    byKey.set(tag.key, (byKey.get(tag.key) ?? new Set<string>()).add(pairOf(tag)));
  }
  return byKey;
}

function keepRules(kept: KeptOfSubjects, type: SubjectType, rules: DiffRules, pairs: PairsByKey): void {
  const wantedRoles = new Set(rules.roles.filter((role) => role.permissions.length > 0).map((role) => role.id));
  for (const { targets, permissions } of rules.policies) {
    const own = targets.filter((target) => target.subject === type);
    for (const target of own) keepTarget(kept, target, wantedRoles);
    if (own.length > 0) keepMatches(kept, permissions, pairs);
  }
  for (const role of rules.roles) keepMatches(kept, role.permissions, pairs);
  if (type === "analysis") return;

  const leading = rules.roles.filter((role) => leadsTo(rules, role.id, wantedRoles));
  for (const role of leading) kept.roles.add(role.id);
}

function keepTarget(kept: KeptOfSubjects, target: Target, wantedRoles: Set<string>): void {
  if (target.match === "id") kept.ids.add(target.id);
  if (target.match === "tag") kept.pairs.add(pairOf(target));
  if (target.match === "tag_match") kept.presentKeys.add(target.key);
  if (target.match === "role") wantedRoles.add(target.id);
  if (target.match === "group") kept.groups.add(target.id);
}

/** Of a tag match only values that some resource carries can matter. */
function keepMatches(kept: Kept, permissions: readonly Permission[], pairs: PairsByKey): void {
  for (const { resource } of permissions) {
    const values = resource.match === "tag_match" ? pairs.get(resource.key) : undefined;
    for (const pair of values ?? []) kept.pairs.add(pair);
  }
}

function leadsTo({ roles }: DiffRules, roleId: string, wanted: ReadonlySet<string>, seen: ReadonlySet<string> = new Set()): boolean {
  if (wanted.has(roleId)) return true;
  if (seen.has(roleId)) return false;
  const includes = roles.find((role) => role.id === roleId)?.includes ?? [];
  return includes.some((included) => leadsTo({ roles, policies: [], groups: [] }, included, wanted, new Set([...seen, roleId])));
}

function keepTrait(kept: KeptOfSubjects, type: SubjectType, change: TraitChange): void {
  if (change.kind === "groups" && type === "run_user") for (const id of [...change.add, ...change.remove]) kept.ids.add(id);
  if (change.kind === "roles" && change.type === type) kept.ids.add(change.id);
  if (change.kind === "retag" && change.of === type) keepRetagging(kept, change);
}

/** Groups that bring anything of what is kept, themselves or through those above; what their rules look at is kept as well. */
function keepGroups(kept: KeptOfSubjects, { groups }: DiffRules): void {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const brings = (group: EngineGroup): boolean =>
    kept.groups.has(group.id) ||
    group.roles.some((holding) => kept.roles.has(holding.roleId)) ||
    group.tags.some((tag) => kept.pairs.has(pairOf(tag)) || kept.keys.has(tag.key) || kept.presentKeys.has(tag.key));
  const useful = new Set<string>();
  for (const group of groups) {
    const line: EngineGroup[] = [];
    for (let each: EngineGroup | undefined = group; each !== undefined && !line.includes(each); each = byId.get(each.parentId ?? ""))
      line.push(each);
    if (line.some(brings)) useful.add(group.id);
  }
  for (const group of groups) {
    if (!useful.has(group.id)) continue;
    kept.groups.add(group.id);
    for (const tag of group.rule?.tags ?? []) kept.pairs.add(pairOf(tag));
  }
}
