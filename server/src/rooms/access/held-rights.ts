/** Nobody grants what they do not hold: rights of the caller compared with rights that others would gain. */
import { isDeepStrictEqual } from "node:util";
import type { Conditions, Permission, ResourceFilter, ResourceSet, SubjectType } from "@latchkey/contract";
import { specialise, type Grants, type PolicySet, type Subject } from "@latchkey/engine";
import type { RuleSet } from "../../http/access.ts";
import { common, isCovered, isWithin } from "./access.rules.ts";
import { withImplied } from "./implied-permissions.ts";
import { holdsIn, worldsOf, type World } from "./worlds.ts";

/** The caller. */
export interface Holder {
  set: PolicySet;
  subject: Subject;
  now: number;
}

export const people: readonly SubjectType[] = ["run_user", "administrator"];

/** To whom permissions would come, and when they would count. */
export interface Giving {
  to: readonly SubjectType[];
  given?: Conditions | undefined;
}

/** Whether the caller holds every allow of a list in every world in which `given` holds. */
export function holdsAll({ set, subject, now }: Holder, permissions: readonly Permission[], { to, given }: Giving): boolean {
  const allows = withImplied(permissions.filter((permission) => permission.effect === "allow"));
  if (allows.length === 0) return true;

  const worlds = worldsOf(set, { now, ...(given ? { given } : {}), others: conditionsOf(subject) });
  return worlds.every((world) => {
    const [held, everybody] = [grantsIn(world, subject), everybodyIn(world, to)];
    return allows.every((permission) => permission.actions.every((action) => isHeld(held, everybody, { permission, action })));
  });
}

/**
 * What is denied to everybody may be granted along, because it comes to nothing. A tag match reaches whatever its holder
 * carries, now or later: only whoever holds the action on everything may grant it.
 */
function isHeld(held: Grants, everybody: readonly Grants[], { permission, action }: { permission: Permission; action: string }): boolean {
  const { type } = permission.resource;
  const deniedToAll = (of: string, name: string) => common(everybody.map((grants) => grants.sets(of, name).noneOf));
  const wanted: ResourceFilter = { kind: "some", anyOf: reachOf(permission.resource), noneOf: deniedToAll(type, action) };
  if (!isCovered(wanted, [filterOf(held, type, action)])) return false;
  if (type !== "dashboard" || action !== "access" || permission.resource.match !== "id") return true;

  // Widgets come with their dashboard; which are on this one is not known here, so none may be denied to the caller alone.
  return ["access", "send_data"].every((each) => isWithin(held.sets("widget", each).noneOf, deniedToAll("widget", each)));
}

/** Unreduced, so that what is denied counts even where nothing is allowed. */
function filterOf(grants: Grants, type: string, action: string): ResourceFilter {
  return { kind: "some", ...grants.sets(type, action) };
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
  return (
    holdsAll(holder, allows, { to: subjectsOf(after, before), given: after?.conditions }) &&
    holdsAll(holder, freed, { to: subjectsOf(before, before) })
  );
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

  return worldsOf(set, { now, others }).every((world) => {
    const [held, had, has] = [grantsIn(world, subject), before && grantsIn(world, before), grantsIn(world, after)];
    return everyAction(set, (type, action) => {
      const covering = [held, ...(had ? [had] : [])].map((grants) => filterOf(grants, type, action));
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

export function grantsIn(world: World, subject: Subject): Grants {
  const roles = (subject.roles ?? []).filter((role) => holdsIn(world, role.conditions)).map(({ roleId }) => ({ roleId, conditions: {} }));
  return specialise(world.set, { ...subject, roles }, world.circumstances);
}

/** Subjects with nothing of their own: what is denied to them is denied to everybody of their kind. */
function everybodyIn(world: World, types: readonly SubjectType[]): Grants[] {
  return types.map((type) => grantsIn(world, { type, id: "", tags: [] }));
}
