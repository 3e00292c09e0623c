/** The oracle: what the words of the specification say, rule by rule, with nothing shared with the engine. */
import type { Catalogue, Conditions, Effect, Permission, ResourceFilter, SubjectType, Tag, Target } from "@latchkey/contract";
import type {
  Circumstances,
  EngineGroup,
  EnginePolicy,
  EngineRole,
  Question,
  Resource,
  RoleHolding,
  Subject,
  SubjectFilter,
  SubjectSet,
} from "@latchkey/engine";

export interface Rules {
  readonly policies: readonly EnginePolicy[];
  readonly groups: readonly EngineGroup[];
  readonly roles: readonly EngineRole[];
  readonly catalogue: Catalogue;
}

export function referenceDecision(rules: Rules, question: Question): Effect {
  return referenceVerdict(rules, question) === "allow" ? "allow" : "deny";
}

export function referenceVerdict(rules: Rules, question: Question): Effect | "none" {
  const effects = matchedRules(rules, question).map((rule) => rule.effect);
  if (effects.includes("deny")) return "deny";
  return effects.includes("allow") ? "allow" : "none";
}

/** Everything that is a subject's, inherited or not. */
export interface Person {
  readonly type: SubjectType;
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** `policy id/permission index` of each rule that takes part in the decision; those of roles begin with `role:`. */
export function matchedRules(rules: Rules, { subject, action, resource, circumstances }: Question): { name: string; effect: Effect }[] {
  const person = personOf(rules, subject, circumstances);
  const speaking = [
    ...rules.policies
      .filter((policy) => policy.status === "active" && areMet(policy.conditions, circumstances))
      .filter((policy) => policy.targets.some((target) => isTargeted(target, person)))
      .map((policy) => ({ name: policy.id, permissions: policy.permissions })),
    ...rules.roles
      .filter((role) => person.roles.includes(role.id))
      .map((role) => ({ name: `role:${role.id}`, permissions: role.permissions })),
  ];
  return speaking.flatMap(({ name, permissions }) =>
    permissions
      .map((permission, index) => ({ permission, name: `${name}/${index}`, effect: permission.effect }))
      .filter(({ permission }) => permission.actions.includes(action) && isPossible(rules, person.type, { action, permission }))
      .filter(({ permission }) => isCovered(permission.resource, person, resource)),
  );
}

export function personOf(rules: Rules, subject: Subject, circumstances: Circumstances): Person {
  const groups = subject.type === "run_user" ? groupsOf(rules, subject) : [];
  const inherited = rules.groups.filter((group) => groups.includes(group.id));
  const holdings = [...(subject.roles ?? []), ...inherited.flatMap((group) => group.roles)];
  return {
    type: subject.type,
    id: subject.id,
    tags: [...subject.tags, ...inherited.flatMap((group) => group.tags)],
    groups,
    roles: subject.type === "analysis" ? [] : rolesOf(rules, holdings, circumstances),
  };
}

function groupsOf({ groups }: Rules, { tags, groups: joined = [] }: Subject): string[] {
  const isMember = ({ id, rule }: EngineGroup) => {
    if (joined.includes(id)) return true;
    if (rule === null || rule.tags.length === 0) return false;
    const carried = rule.tags.filter((tag) => carries(tags, tag.key, tag.value));
    return rule.match === "any" ? carried.length > 0 : carried.length === rule.tags.length;
  };
  return closed(
    groups.filter(isMember).map((group) => group.id),
    (id) => groups.filter((group) => groups.some((below) => below.id === id && below.parentId === group.id)).map((group) => group.id),
  );
}

function rolesOf({ roles }: Rules, holdings: readonly RoleHolding[], circumstances: Circumstances): string[] {
  const isInForce = (id: string) => roles.some((role) => role.id === id && areMet(role.conditions, circumstances));
  const held = holdings.filter((holding) => areMet(holding.conditions, circumstances)).map((holding) => holding.roleId);
  return closed(held.filter(isInForce), (id) => roles.find((role) => role.id === id)?.includes.filter(isInForce) ?? []);
}

/** Adds what follows from what is there until nothing new follows. */
function closed(start: readonly string[], next: (id: string) => readonly string[]): string[] {
  const all = [...new Set([...start, ...start.flatMap(next)])];
  return all.length === new Set(start).size ? all : closed(all, next);
}

/** Hours in these worlds are the same on all days, in UTC. */
export function areMet(conditions: Conditions | undefined, circumstances: Circumstances): boolean {
  if (conditions === undefined || Object.keys(conditions).length === 0) return true;
  const { from, until, hours, addresses, trustedDevice, secondFactor } = conditions;
  const now = new Date(circumstances.now).toISOString();
  if (from !== undefined && now < from) return false;
  if (until !== undefined && now >= until) return false;
  if (hours !== undefined && !hours.windows.some((window) => now.slice(11, 16) >= window.from && now.slice(11, 16) < window.to))
    return false;
  if (addresses !== undefined && !addresses.some((address) => address === circumstances.address)) return false;
  if (trustedDevice === true && !circumstances.isDeviceTrusted) return false;
  return secondFactor !== true || circumstances.hasSecondFactor;
}

export function isTargeted(target: Target, { type, id, tags, groups, roles }: Person): boolean {
  if (target.subject !== type) return false;
  if (target.match === "tag") return carries(tags, target.key, target.value);
  if (target.match === "tag_match") return tags.map((tag) => tag.key).includes(target.key);
  if (target.match === "group") return groups.includes(target.id);
  if (target.match === "role") return roles.includes(target.id);
  return target.match === "any" || target.id === id;
}

export function isCovered(selector: Permission["resource"], person: Pick<Person, "tags">, { type, id, tags }: Resource): boolean {
  if (selector.type !== type) return false;
  if (selector.match === "tag") return carries(tags, selector.key, selector.value);
  if (selector.match === "tag_match") {
    return tags.filter((tag) => tag.key === selector.key).some((tag) => carries(person.tags, tag.key, tag.value));
  }
  return selector.match === "any" || selector.id === id;
}

function isPossible({ catalogue }: Rules, subject: SubjectType, rule: { action: string; permission: Permission }): boolean {
  const actions = Object.entries(catalogue).find(([type]) => type === rule.permission.resource.type)?.[1] ?? {};
  const known = Object.entries(actions).find(([name]) => name === rule.action)?.[1];
  return known !== undefined && known.subjects.includes(subject) && known.matchForms.includes(rule.permission.resource.match);
}

function carries(tags: readonly Tag[], key: string, value: string): boolean {
  return tags.some((tag) => `${tag.key}=${tag.value}` === `${key}=${value}`);
}

/** What the store does in SQL. */
export function passesResourceFilter(filter: ResourceFilter, { id, tags }: Resource): boolean {
  if (filter.kind !== "some") return filter.kind === "all";

  const isIn = (set: { any: boolean; ids: string[]; tags: string[] }) =>
    set.any || (id !== null && set.ids.includes(id)) || tags.some((tag) => set.tags.includes(`${tag.key}=${tag.value}`));
  return isIn(filter.anyOf) && !isIn(filter.noneOf);
}

/** What the store does in SQL, with nothing but what is the subject's own. */
export function passesSubjectFilter(filter: SubjectFilter, subject: Subject, circumstances: Circumstances): boolean {
  if (filter.kind !== "some") return filter.kind === "all";

  const holdsClause = ({ target, carries: carrying }: { target: SubjectSet; carries: SubjectSet | null }) =>
    isInSubjectSet(target, subject, circumstances) && (carrying === null || isInSubjectSet(carrying, subject, circumstances));
  return filter.anyOf.some(holdsClause) && !filter.noneOf.some(holdsClause);
}

export function isInSubjectSet(set: SubjectSet, { id, tags, groups = [], roles = [] }: Subject, circumstances: Circumstances): boolean {
  const pairs = tags.map((tag) => `${tag.key}=${tag.value}`);
  return (
    set.any ||
    set.ids.includes(id) ||
    set.tags.some((pair) => pairs.includes(pair)) ||
    tags.some((tag) => set.keys.includes(tag.key)) ||
    set.allTags.some((list) => list.every((pair) => pairs.includes(pair))) ||
    set.groups.some((group) => groups.includes(group)) ||
    roles.some((holding) => set.roles.includes(holding.roleId) && areMet(holding.conditions, circumstances))
  );
}
