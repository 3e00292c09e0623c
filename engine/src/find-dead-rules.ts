/** Rules that can never fire, with the reason: refused when saved, because a rule without effect looks like a working one. */
import { catalogue, catalogueAction } from "@latchkey/contract";
import type { Permission, ResourceType, SubjectType, Target } from "@latchkey/contract";
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

const nouns: Record<SubjectType | ResourceType, string> = {
  run_user: "a run user",
  analysis: "an analysis",
  dashboard: "a dashboard",
  device: "a device",
};

/** An empty list means that every target and every action of the policy can have an effect. */
export function findDeadRules(policy: Rules): DeadRule[] {
  return [...emptyLists(policy), ...deadActions(policy), ...deadTargets(policy), ...repeats(policy)];
}

function emptyLists({ targets, permissions }: Rules): DeadRule[] {
  const dead: DeadRule[] = [];
  if (targets.length === 0) dead.push({ path: "targets", message: "Add at least one target: a policy for nobody never applies." });
  if (permissions.length === 0)
    dead.push({ path: "permissions", message: "Add at least one permission: a policy without one says nothing." });

  for (const [index, permission] of permissions.entries()) {
    if (permission.actions.length > 0) continue;
    dead.push({ path: `permissions.${index}.actions`, message: "Choose at least one action: a permission without one never applies." });
  }
  return dead;
}

function deadActions({ targets, permissions }: Rules): DeadRule[] {
  const subjects = [...new Set(targets.map((target) => target.subject))];
  return permissions.flatMap((permission, index) =>
    permission.actions.flatMap((action, position) => {
      const message = whyActionIsDead(action, permission, subjects);
      return message === null ? [] : [{ path: `permissions.${index}.actions.${position}`, message }];
    }),
  );
}

function whyActionIsDead(action: string, { resource }: Permission, subjects: readonly SubjectType[]): string | null {
  const entry = catalogueAction(resource.type, action);
  if (entry === undefined) {
    return `"${action}" is not an action of ${nouns[resource.type]}; choose ${listed(Object.keys(catalogue[resource.type]))}.`;
  }
  if (!entry.matchForms.includes(resource.match)) return whyFormIsDead(action, resource);
  if (subjects.length === 0 || subjects.some((subject) => entry.subjects.includes(subject))) return null;

  const wanted = listed(subjects.map((subject) => nouns[subject]));
  const able = listed(entry.subjects.map((subject) => nouns[subject]));
  return `"${action}" on ${nouns[resource.type]} can be granted to ${able} only, and the targets of this policy name ${wanted}.`;
}

function whyFormIsDead(action: string, resource: Permission["resource"]): string {
  const noun = nouns[resource.type];
  if (resource.match === "id") return `"${action}" cannot name ${noun} by its id: it does not exist yet. Use a tag, tag match or any.`;
  return `"${action}" on ${noun} cannot be matched this way.`;
}

/** Silent where no target at all has a living permission: the permissions have then been reported already. */
function deadTargets({ targets, permissions }: Rules): DeadRule[] {
  const hasPermission = (subject: SubjectType) =>
    permissions.some(({ actions, resource }) => actions.some((action) => isGrantable(subject, resource.type, action, resource.match)));
  if (!targets.some((target) => hasPermission(target.subject))) return [];

  return [...targets.entries()]
    .filter(([, target]) => !hasPermission(target.subject))
    .map(([index, { subject }]) => ({
      path: `targets.${index}`,
      message: `Nothing in this policy can be granted to ${nouns[subject]}: this target has no effect.`,
    }));
}

function repeats({ targets, permissions }: Rules): DeadRule[] {
  return [
    ...repeated(targets.map(matcherName)).map(([index, first]) => ({
      path: `targets.${index}`,
      message: `This target says the same as target ${first + 1}.`,
    })),
    ...repeated(permissions.map(permissionName)).map(([index, first]) => ({
      path: `permissions.${index}`,
      message: `This permission says the same as permission ${first + 1}.`,
    })),
  ];
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
