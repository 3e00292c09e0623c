import type { Conditions, Effect, Permission, Policy, ResourceSelector, Target } from "@latchkey/contract";
import type { EngineGroup, EngineRole } from "@latchkey/engine";

/** One permission of a policy with all that decides whom and when it is for. */
export interface Rule {
  policy: Pick<Policy, "id" | "name">;
  index: number;
  effect: Effect;
  actions: ReadonlySet<string>;
  targets: readonly Target[];
  selector: ResourceSelector;
  conditions: Conditions;
  /** Texts that are the same where what they stand for is: comparing thousands of rules must not compare objects. */
  keys: { targets: readonly string[]; selector: string; conditions: string };
}

/** Groups and roles by id, as the engine has them. */
export interface Structure {
  groups: ReadonlyMap<string, EngineGroup>;
  roles: ReadonlyMap<string, EngineRole>;
}

type Policied = Pick<Policy, "id" | "name" | "targets" | "permissions" | "conditions">;

export function rulesOf({ id, name, targets, permissions, conditions }: Policied): Rule[] {
  const keys = { targets: targets.map(targetKey), conditions: textOf(conditions) };
  return permissions.map((permission: Permission, index) => ({
    policy: { id, name },
    index,
    effect: permission.effect,
    actions: new Set(permission.actions),
    targets,
    selector: permission.resource,
    conditions,
    keys: { ...keys, selector: selectorKey(permission.resource) },
  }));
}

export function targetKey(target: Target): string {
  return textOf([target.subject, target.match, operandOf(target)]);
}

export function selectorKey(selector: ResourceSelector): string {
  return textOf([selector.type, selector.match, operandOf(selector)]);
}

/** The selector that takes in every other of its type. */
export function anyKey(type: string): string {
  return textOf([type, "any", []]);
}

function operandOf(matcher: Target | ResourceSelector): string[] {
  if ("id" in matcher) return [matcher.id];
  if ("value" in matcher) return [matcher.key, matcher.value];
  return "key" in matcher ? [matcher.key] : [];
}

/** Stored conditions have their fields in one order, as the database keeps them. */
function textOf(value: unknown): string {
  return JSON.stringify(value);
}

/** Whether whatever the rule speaks about, the other one speaks about as well, at any time. Effects are not looked at. */
export function isCoveredBy(rule: Rule, other: Rule, structure: Structure): boolean {
  const { selector, conditions } = other.keys;
  if (rule.keys.selector !== selector && selector !== anyKey(rule.selector.type)) return false;
  if (conditions !== "{}" && conditions !== rule.keys.conditions) return false;
  for (const action of rule.actions) if (!other.actions.has(action)) return false;
  return rule.targets.every(
    (target, index) =>
      other.keys.targets.includes(rule.keys.targets[index] ?? "") ||
      other.targets.some((wider) => isTargetCovered(target, wider, structure)),
  );
}

/** Whether two rules may speak about the same pair; the operands alone cannot tell more. */
export function mayOverlap(rule: Rule, other: Rule): boolean {
  if (areIdsApart(rule.selector, other.selector)) return false;
  if (!sharesAny(rule.actions, other.actions)) return false;
  return rule.targets.some((target) => other.targets.some((each) => each.subject === target.subject && !areIdsApart(target, each)));
}

/** Whether two rules ask for two values of one key: somebody may well carry both, but mostly nobody does. */
export function areMostlyApart(rule: Rule, other: Rule): boolean {
  return (
    areValuesApart(rule.selector, other.selector) ||
    rule.targets.every((target) => other.targets.every((each) => areValuesApart(target, each)))
  );
}

function sharesAny(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const each of one) if (other.has(each)) return true;
  return false;
}

function isTargetCovered(target: Target, wider: Target, structure: Structure): boolean {
  if (target.subject !== wider.subject) return false;
  if (wider.match === "any") return true;
  if (wider.match === "tag_match") return target.match === "tag" && target.key === wider.key;
  if (wider.match === "group") return target.match === "group" && isBelow(target.id, wider.id, structure.groups);
  return wider.match === "role" && target.match === "role" && brings(target.id, wider.id, structure.roles);
}

/** INVARIANT: stored groups and roles have no circles; the depth only guards against a set that is half way. */
const depthMax = 50;

function isBelow(groupId: string, above: string, groups: Structure["groups"]): boolean {
  let current = groups.get(groupId)?.parentId ?? null;
  for (let depth = 0; current !== null && depth < depthMax; depth += 1) {
    if (current === above) return true;
    current = groups.get(current)?.parentId ?? null;
  }
  return false;
}

/** Whether holding one role always means holding the other. */
function brings(roleId: string, wanted: string, roles: Structure["roles"], depth = 0): boolean {
  const included = roles.get(roleId)?.includes ?? [];
  return included.some((id) => {
    const isAlways = Object.keys(roles.get(id)?.conditions ?? {}).length === 0;
    return isAlways && (id === wanted || (depth < depthMax && brings(id, wanted, roles, depth + 1)));
  });
}

type Matcher = Target | ResourceSelector;

function areIdsApart(one: Matcher, two: Matcher): boolean {
  return one.match === "id" && two.match === "id" && one.id !== two.id;
}

function areValuesApart(one: Matcher, two: Matcher): boolean {
  return areIdsApart(one, two) || (one.match === "tag" && two.match === "tag" && one.key === two.key && one.value !== two.value);
}
