/** What the words of the specification say, rule by rule, sharing nothing with engine or SQL: slow, and plain enough to be believed. */
import {
  catalogue,
  findCatalogueAction,
  type Conditions,
  type Effect,
  type ResourceSelector,
  type Tag,
  type Target,
} from "@latchkey/contract";
import type { Circumstances, EngineGroup, EnginePolicy, EngineRole, Question, RoleHolding, Subject } from "@latchkey/engine";

export interface Rules {
  policies: readonly EnginePolicy[];
  groups?: readonly EngineGroup[];
  roles?: readonly EngineRole[];
}

/** Deny wins, and what no rule speaks of is denied. */
export function naiveDecision(rules: Rules, { subject, ...asked }: Question): Effect {
  return naiveDecisionFor(rules, withInherited(rules, subject, asked.circumstances), asked);
}

/** The same for a person whose belongings in these circumstances are known. */
export function naiveDecisionFor(rules: Rules, person: Person, { action, resource, circumstances }: Omit<Question, "subject">): Effect {
  const known = findCatalogueAction(catalogue, resource.type, action);
  if (!known?.subjects.includes(person.type)) return "deny";

  const policies = rules.policies.filter(
    (policy) =>
      policy.status === "active" && hold(policy.conditions, circumstances) && policy.targets.some((target) => isTargeted(target, person)),
  );
  const roles = (rules.roles ?? []).filter((role) => person.roleIds.includes(role.id));
  const effects = [...policies, ...roles]
    .flatMap((speaking) => speaking.permissions)
    .filter((permission) => permission.actions.includes(action) && isCovered(permission.resource, { person, action, resource }))
    .map((permission) => permission.effect);
  return effects.includes("allow") && !effects.includes("deny") ? "allow" : "deny";
}

/** A subject with all that is theirs, inherited or not. */
export interface Person {
  type: Subject["type"];
  id: string;
  tags: readonly Tag[];
  groupIds: readonly string[];
  roleIds: readonly string[];
}

export function withInherited({ groups = [], roles = [] }: Rules, subject: Subject, circumstances: Circumstances): Person {
  const groupIds = new Set<string>();
  if (subject.type === "run_user") {
    const entered = groups.filter((group) => (subject.groups ?? []).includes(group.id) || meets(subject.tags, group.rule));
    for (const group of entered) {
      for (let at: EngineGroup | undefined = group; at && !groupIds.has(at.id); at = parentOf(groups, at)) groupIds.add(at.id);
    }
  }
  const inherited = groups.filter((group) => groupIds.has(group.id));

  const roleIds = new Set<string>();
  const take = (id: string) => {
    const role = roles.find((each) => each.id === id);
    if (!role || roleIds.has(id) || !hold(role.conditions, circumstances)) return;
    roleIds.add(id);
    for (const included of role.includes) take(included);
  };
  const holdings: RoleHolding[] = [...(subject.roles ?? []), ...inherited.flatMap((group) => group.roles)];
  if (subject.type !== "analysis") for (const each of holdings) if (hold(each.conditions, circumstances)) take(each.roleId);

  const tags = [...subject.tags, ...inherited.flatMap((group) => group.tags)];
  return { type: subject.type, id: subject.id, tags, groupIds: [...groupIds], roleIds: [...roleIds] };
}

function parentOf(groups: readonly EngineGroup[], group: EngineGroup): EngineGroup | undefined {
  return groups.find((each) => each.id === group.parentId);
}

function meets(tags: readonly Tag[], rule: EngineGroup["rule"]): boolean {
  if (rule === null) return false;
  const isCarried = (wanted: Tag) => carries(tags, wanted);
  return rule.match === "all" ? rule.tags.every(isCarried) : rule.tags.some(isCarried);
}

/** Of the conditions, those that the worlds of these tests use. */
function hold(conditions: Conditions = {}, { now, address, isDeviceTrusted, hasSecondFactor }: Circumstances): boolean {
  const { from, until, addresses, trustedDevice, secondFactor } = conditions;
  return (
    (from === undefined || Date.parse(from) <= now) &&
    (until === undefined || now < Date.parse(until)) &&
    (addresses === undefined || (address !== null && addresses.includes(address))) &&
    (trustedDevice !== true || isDeviceTrusted) &&
    (secondFactor !== true || hasSecondFactor)
  );
}

export function isTargeted(target: Target, person: Person): boolean {
  if (target.subject !== person.type) return false;
  switch (target.match) {
    case "any":
      return true;
    case "id":
      return target.id === person.id;
    case "tag":
      return carries(person.tags, target);
    case "tag_match":
      return person.tags.some((tag) => tag.key === target.key);
    case "role":
      return person.roleIds.includes(target.id);
    case "group":
      return person.groupIds.includes(target.id);
  }
}

function isCovered(selector: ResourceSelector, asked: { person: Person; action: string; resource: Question["resource"] }): boolean {
  const { person, action, resource } = asked;
  if (selector.type !== resource.type) return false;
  switch (selector.match) {
    case "any":
      return true;
    case "id":
      // What is yet to be created has no id.
      return action !== "create" && selector.id === resource.id;
    case "tag":
      return carries(resource.tags, selector);
    case "tag_match":
      return resource.tags.some((tag) => tag.key === selector.key && carries(person.tags, tag));
  }
}

function carries(tags: readonly Tag[], wanted: Tag): boolean {
  return tags.some((tag) => tag.key === wanted.key && tag.value === wanted.value);
}
