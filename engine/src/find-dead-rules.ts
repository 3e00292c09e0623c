/** Rules that can never fire, with the reason: refused when saved, because a rule without effect looks like a working one. */
import { findCatalogueAction } from "@latchkey/contract";
import type { Catalogue, Permission, SubjectType, Target } from "@latchkey/contract";
import { isGrantable } from "./action-bits.ts";

export interface DeadRule {
  /** Where in the policy, e.g. `permissions.0.actions.1`. */
  path: string;
  message: string;
}

interface Rules {
  readonly targets: readonly Target[];
  readonly permissions: readonly Permission[];
}

const nouns: Readonly<Record<string, string>> = {
  run_user: "a run user",
  analysis: "an analysis",
  administrator: "an administrator",
  dashboard: "a dashboard",
  widget: "a widget",
  device: "a device",
  report: "a report",
  access_management: "access management",
  profile: "the profile",
  audit_log: "the audit log",
  billing: "billing",
  analytics: "analytics",
  own_settings: "a user's own settings",
};

/** Holders of roles; an analysis has none. */
const roleHolders: readonly SubjectType[] = ["run_user", "administrator"];

/** An empty list means that every target and every action of the policy can have an effect. */
export function findDeadRules({ targets, permissions }: Rules, catalogue: Catalogue): DeadRule[] {
  const subjects = [...new Set(targets.map((target) => target.subject))];
  return [
    ...emptyLists({ targets, permissions }),
    ...emptyActions(permissions),
    ...deadActions(permissions, subjects, catalogue),
    ...impossibleTargets(targets),
    ...deadTargets({ targets, permissions }, catalogue),
    ...repeatedTargets(targets),
    ...repeatedPermissions(permissions),
  ];
}

/** The same for the permissions of a role, which run users and administrators can hold. A role may have none and only include others. */
export function findDeadRolePermissions(permissions: readonly Permission[], catalogue: Catalogue): DeadRule[] {
  return [...emptyActions(permissions), ...deadActions(permissions, roleHolders, catalogue), ...repeatedPermissions(permissions)];
}

function emptyLists({ targets, permissions }: Rules): DeadRule[] {
  const dead: DeadRule[] = [];
  if (targets.length === 0) dead.push({ path: "targets", message: "Add at least one target: a policy for nobody never applies." });
  if (permissions.length === 0)
    dead.push({ path: "permissions", message: "Add at least one permission: a policy without one says nothing." });
  return dead;
}

function emptyActions(permissions: readonly Permission[]): DeadRule[] {
  return [...permissions.entries()]
    .filter(([, permission]) => permission.actions.length === 0)
    .map(([index]) => ({
      path: `permissions.${index}.actions`,
      message: "Choose at least one action: a permission without one never applies.",
    }));
}

function deadActions(permissions: readonly Permission[], subjects: readonly SubjectType[], catalogue: Catalogue): DeadRule[] {
  return permissions.flatMap((permission, index) => {
    if (!Object.hasOwn(catalogue, permission.resource.type)) {
      return [
        { path: `permissions.${index}.resource.type`, message: `"${permission.resource.type}" is not a resource type of this profile.` },
      ];
    }
    return permission.actions.flatMap((action, position) => {
      const message = whyActionIsDead({ action, permission, subjects }, catalogue);
      return message === null ? [] : [{ path: `permissions.${index}.actions.${position}`, message }];
    });
  });
}

function whyActionIsDead(
  { action, permission, subjects }: { action: string; permission: Permission; subjects: readonly SubjectType[] },
  catalogue: Catalogue,
): string | null {
  const { resource } = permission;
  const entry = findCatalogueAction(catalogue, resource.type, action);
  if (entry === undefined) {
    return `"${action}" is not an action of ${nounOf(resource.type)}; choose ${listed(Object.keys(catalogue[resource.type] ?? {}))}.`;
  }
  if (!entry.matchForms.includes(resource.match)) return whyFormIsDead(action, resource);
  if (subjects.length === 0 || subjects.some((subject) => entry.subjects.includes(subject))) return null;

  const wanted = listed(subjects.map(nounOf));
  const able = listed(entry.subjects.map(nounOf));
  return `"${action}" on ${nounOf(resource.type)} can be granted to ${able} only, and the targets of this policy name ${wanted}.`;
}

function whyFormIsDead(action: string, resource: Permission["resource"]): string {
  const noun = nounOf(resource.type);
  if (resource.match === "id" && action === "create") {
    return `"${action}" cannot name ${noun} by its id: it does not exist yet. Use a tag, tag match or any.`;
  }
  return `"${action}" on ${noun} cannot be matched this way.`;
}

function impossibleTargets(targets: readonly Target[]): DeadRule[] {
  return [...targets.entries()].flatMap(([index, { subject, match }]) => {
    if (match === "group" && subject !== "run_user") {
      return [{ path: `targets.${index}`, message: "Only run users are members of groups: this target matches nobody." }];
    }
    if (match === "role" && !roleHolders.includes(subject)) {
      return [{ path: `targets.${index}`, message: "Only run users and administrators hold roles: this target matches nobody." }];
    }
    return [];
  });
}

/** Silent where no target at all has a living permission: the permissions have then been reported already. */
function deadTargets({ targets, permissions }: Rules, catalogue: Catalogue): DeadRule[] {
  const hasPermission = (subject: SubjectType) =>
    permissions.some(({ actions, resource }) =>
      actions.some((action) => isGrantable(catalogue, { subject, type: resource.type, action, form: resource.match })),
    );
  if (!targets.some((target) => hasPermission(target.subject))) return [];

  return [...targets.entries()]
    .filter(([, target]) => !hasPermission(target.subject))
    .map(([index, { subject }]) => ({
      path: `targets.${index}`,
      message: `Nothing in this policy can be granted to ${nounOf(subject)}: this target has no effect.`,
    }));
}

function repeatedTargets(targets: readonly Target[]): DeadRule[] {
  return repeated(targets.map(matcherName)).map(([index, first]) => ({
    path: `targets.${index}`,
    message: `This target says the same as target ${first + 1}.`,
  }));
}

function repeatedPermissions(permissions: readonly Permission[]): DeadRule[] {
  return repeated(permissions.map(permissionName)).map(([index, first]) => ({
    path: `permissions.${index}`,
    message: `This permission says the same as permission ${first + 1}.`,
  }));
}

/** Positions of names that stood earlier in the list, with where. */
function repeated(names: readonly string[]): [index: number, first: number][] {
  return names.map((name, index): [number, number] => [index, names.indexOf(name)]).filter(([index, first]) => first < index);
}

function permissionName({ effect, actions, resource }: Permission): string {
  return JSON.stringify([effect, [...new Set(actions)].toSorted(), matcherName(resource)]);
}

/** The same whatever order a JSON object's members came in. */
function matcherName(matcher: Target | Permission["resource"]): string {
  return JSON.stringify(Object.entries(matcher).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en", { type: "disjunction" }).format(names);
}

/** Types that a profile has added are called by their own name. */
function nounOf(type: string): string {
  return nouns[type] ?? `"${type}"`;
}
