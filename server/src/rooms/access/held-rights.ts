/** Nobody grants what they do not hold: rights of the caller compared with rights that others would gain. */
import { isDeepStrictEqual } from "node:util";
import type { Conditions, Permission, ResourceFilter, ResourceSet, SubjectType } from "@latchkey/contract";
import { specialise, type Grants, type PolicySet, type Subject } from "@latchkey/engine";
import type { RuleSet } from "../../http/access.ts";
import { isCovered, isWithin, nothing } from "./access.rules.ts";
import { withImplied } from "./implied-permissions.ts";
import { worldsOf, type State, type World } from "./worlds.ts";

/** The caller. */
export interface Holder {
  set: PolicySet;
  subject: Subject;
  now: number;
}

export const people: readonly SubjectType[] = ["run_user", "administrator"];

/** When permissions would count, and to whom they would come; without `to`, no denial at all is set aside. */
export interface Giving {
  to?: readonly SubjectType[];
  given?: Conditions | undefined;
}

/**
 * Whether the caller holds every allow of a list in every world in which `given` holds. Policies that deny something to
 * everybody are left out of the judgement: they deny it to whoever gains too. They never make up for what is not held.
 */
export function holdsAll({ set, subject, now }: Holder, permissions: readonly Permission[], { to = [], given }: Giving): boolean {
  const allows = withImplied(permissions.filter((permission) => permission.effect === "allow"));
  if (allows.length === 0) return true;

  return worldsOf(set, { now, given, others: conditionsOf(subject), withoutDenialsTo: to }).every((world) => {
    const held = surely(world, subject);
    return allows.every((permission) => permission.actions.every((action) => isHeld(held, permission, action)));
  });
}

/** A tag match reaches whatever its holder carries, now or later: only whoever holds the action on everything may grant it. */
function isHeld(held: Rights, { resource }: Permission, action: string): boolean {
  const wanted: ResourceFilter = { kind: "some", anyOf: reachOf(resource), noneOf: nothing };
  if (!isCovered(wanted, [filterOf(held, resource.type, action)])) return false;
  if (resource.type !== "dashboard" || action !== "access" || resource.match !== "id") return true;

  // Widgets come with their dashboard; which are on this one is not known here, so none may be denied to the caller.
  return ["access", "send_data"].every((each) => isWithin(held.sets("widget", each).noneOf, nothing));
}

/** Unreduced, so that what is denied counts even where nothing is allowed. */
function filterOf(rights: Rights, type: string, action: string): ResourceFilter {
  return { kind: "some", ...rights.sets(type, action) };
}

function reachOf(resource: Permission["resource"]): ResourceSet {
  return {
    any: resource.match === "any" || resource.match === "tag_match",
    ids: resource.match === "id" ? [resource.id] : [],
    tags: resource.match === "tag" ? [`${resource.key}=${resource.value}`] : [],
  };
}

/** Whether replacing rules lets nobody do what the caller may not: each new allow and each denial taken away is held. */
export function holdsReplacement(holder: Holder, before: RuleSet | null, after: RuleSet | null): boolean {
  if (before !== null && after !== null && isDeepStrictEqual(deciding(before), deciding(after))) return true;

  const isSame = before !== null && after !== null && before.status === "active" && isDeepStrictEqual(scopeOf(before), scopeOf(after));
  const isKept = (permission: Permission, rules: RuleSet | null) =>
    isSame && rules !== null && rules.permissions.some((each) => isDeepStrictEqual(each, permission));

  const allows = (after?.permissions ?? []).filter(({ effect }) => effect === "allow").filter((each) => !isKept(each, before));
  const lifted = before?.status === "active" ? before.permissions.filter(({ effect }) => effect === "deny") : [];
  const freed = lifted.filter((each) => !(isKept(each, after) && after?.status === "active")).map(asAllow);
  return holdsAll(holder, allows, { to: subjectsOf(after, before), given: after?.conditions }) && holdsAll(holder, freed, {});
}

/** A role has no targets. A new one goes to run users, a known one may be an administrator's too. */
function subjectsOf(rules: RuleSet | null, before: RuleSet | null): readonly SubjectType[] {
  const targeted = new Set((rules?.targets ?? []).map((target) => target.subject));
  if (targeted.size > 0) return [...targeted];
  return before === null ? ["run_user"] : people;
}

export function asAllow(permission: Permission): Permission {
  return { ...permission, effect: "allow" };
}

function deciding({ status, targets, permissions, conditions = {} }: RuleSet) {
  return { status, targets, permissions, conditions };
}

function scopeOf({ targets, conditions = {} }: RuleSet) {
  return { targets, conditions };
}

/** Whether a subject gains nothing, in any world, that it did not have (`before` null: it had nothing) and the caller does not hold. */
export function isNothingGained(holder: Holder, before: Subject | null, after: Subject): boolean {
  const { set, subject, now } = holder;
  const others = [subject, before, after].flatMap((each) => (each === null ? [] : conditionsOf(each)));

  // What is denied to everybody hides what would be gained, until the denial goes.
  return worldsOf(set, { now, others, withoutDenialsTo: [after.type] }).every((world) => {
    const [held, had, has] = [surely(world, subject), before && surely(world, before), possibly(world, after)];
    return everyAction(set, (type, action) => {
      const covering = [held, ...(had ? [had] : [])].map((rights) => filterOf(rights, type, action));
      return isCovered(filterOf(has, type, action), covering);
    });
  });
}

/** What somebody may do with their own account gives nobody else anything. */
function everyAction(set: PolicySet, holds: (type: string, action: string) => boolean): boolean {
  return Object.entries(set.catalogue).every(
    ([type, actions]) => type === "own_settings" || Object.keys(actions).every((action) => holds(type, action)),
  );
}

export function conditionsOf({ roles = [] }: Subject): Conditions[] {
  return roles.map((role) => role.conditions);
}

export function grantsIn({ set, circumstances, holds }: State, subject: Subject): Grants {
  const roles = (subject.roles ?? []).filter((role) => holds(role.conditions)).map(({ roleId }) => ({ roleId, conditions: {} }));
  return specialise(set, { ...subject, roles }, circumstances);
}

type Rights = Pick<Grants, "sets">;

/** At least this much somebody may do: what is surely allowed, but for all that could be denied. */
function surely({ sure, possible }: World, subject: Subject): Rights {
  return rightsOf({ allowed: sure, denied: possible }, subject);
}

/** At most this much somebody may do: what could be allowed, but for what is surely denied. */
function possibly({ sure, possible }: World, subject: Subject): Rights {
  return rightsOf({ allowed: possible, denied: sure }, subject);
}

function rightsOf({ allowed, denied }: { allowed: State; denied: State }, subject: Subject): Rights {
  const allowing = grantsIn(allowed, subject);
  if (allowed === denied) return allowing;

  const denying = grantsIn(denied, subject);
  return {
    sets: (type, action) => ({ anyOf: allowing.sets(type, action).anyOf, noneOf: denying.sets(type, action).noneOf }),
  };
}
