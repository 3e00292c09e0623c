import type { AccessImpact, Permission, SubjectType } from "@latchkey/contract";
import { Bits, type ImpactChange, type SubjectClass } from "@latchkey/engine";
import { groupBy } from "../../platform/group-by.ts";
import type { Impact } from "./compute-impact.ts";
import type { Plan } from "./plan.ts";

type Summary = AccessImpact["gained"];
export type ImpactSide = "gains" | "losses";

/** Those who gain or lose, by position among the subjects of the change. */
export function bitsOf(change: ImpactChange, side: ImpactSide): Bits {
  return side === "gains" ? change.gained : change.lost;
}

export function changesOfSide({ changes }: Impact, side: ImpactSide): ImpactChange[] {
  return changes.filter((change) => !bitsOf(change, side).isEmpty());
}

export function summarise(impact: Impact, side: ImpactSide): Summary {
  const changes = changesOfSide(impact, side);
  const resources = [...groupBy(changes, (change) => change.resource).keys()].filter((resource) => resource.before.id !== null);
  return {
    pairs: countPairs(changes, side),
    subjects: unionBySubjects(changes, side).reduce((sum, { bits, counts }) => sum + bits.sum(counts), 0),
    resources: resources.reduce((sum, each) => sum + each.count, 0),
    byAction: [...groupBy(changes, ({ resource, action }) => `${resource.before.type} ${action}`).entries()]
      .map(([name, group]) => {
        const [type = "", action = ""] = name.split(" ");
        return { type, action, pairs: countPairs(group, side) };
      })
      .toSorted((one, other) => (one.type + one.action < other.type + other.action ? -1 : 1)),
  };
}

/** Pairs of a subject and a resource, each once however many actions change between them. */
export function countPairs(changes: readonly ImpactChange[], side: ImpactSide): number {
  let pairs = 0;
  for (const group of groupBy(changes, (change) => change.resource).values()) {
    for (const { counts, resource, bits } of unionBySubjects(group, side)) pairs += bits.sum(counts) * resource.count;
  }
  return pairs;
}

export function affectedSubjects(changes: readonly ImpactChange[], side: ImpactSide): SubjectClass[] {
  return unionBySubjects(changes, side).flatMap(({ subjects, bits }) => [...bits].flatMap((at) => subjects[at] ?? []));
}

/** Changes are about different lists of subjects, such as run users and analyses: those of one list are told together. */
function unionBySubjects(changes: readonly ImpactChange[], side: ImpactSide) {
  return [...groupBy(changes, (change) => change.subjects)].flatMap(([subjects, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const bits = new Bits(subjects.length);
    for (const change of group) bits.or(bitsOf(change, side));
    return [{ subjects, counts: first.counts, resource: first.resource, bits }];
  });
}

/** Ids of one type of subject who gain or lose anything. */
export function affectedIds(impact: Impact, type: SubjectType, sides: readonly ImpactSide[] = ["gains", "losses"]): string[] {
  const classes = sides.flatMap((side) => {
    // All subjects of one change are of one type.
    const ofType = changesOfSide(impact, side).filter((change) => change.subjects[0]?.before.type === type);
    return affectedSubjects(ofType, side);
  });
  return [...new Set(classes)].flatMap((each) => impact.subjects.get(each)?.ids ?? []);
}

/** A policy that speaks about everybody, or a policy or role in use that speaks about all there is of a type that has many. */
export function usesAny(plan: Plan): boolean {
  const isEverything = ({ effect, resource, actions }: Permission) =>
    effect === "allow" &&
    resource.match === "any" &&
    actions.some((action) => (plan.catalogue[resource.type]?.[action]?.matchForms.length ?? 0) > 1);
  const before = new Map(plan.before.roles.map((role) => [role.id, role]));
  const changedRoles = plan.after.roles.filter((role) => before.has(role.id) && before.get(role.id) !== role);
  return (
    changedRoles.some(({ permissions }) => permissions.some(isEverything)) ||
    plan.policies.some(
      ({ status, targets, permissions }) =>
        status === "active" && (targets.some((target) => target.match === "any") || permissions.some(isEverything)),
    )
  );
}
