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
    subjects: affectedSubjects(changes, side).reduce((sum, each) => sum + each.count, 0),
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
    for (const { subjects, resource, bits } of unionBySubjects(group, side)) {
      for (const at of bits) pairs += (subjects[at]?.count ?? 0) * resource.count;
    }
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
    return [{ subjects, resource: first.resource, bits }];
  });
}

/** Ids of one type of subject who gain or lose anything. */
export function affectedIds(impact: Impact, type: SubjectType): string[] {
  const classes = (["gains", "losses"] as const).flatMap((side) => affectedSubjects(changesOfSide(impact, side), side));
  const members = [...new Set(classes)].map((each) => impact.subjects.get(each));
  return members.flatMap((each) => (each?.type === type ? each.ids : []));
}

/** A policy that speaks about everybody, or about all there is of a type that has many. */
export function usesAny(plan: Plan): boolean {
  const isEverything = ({ effect, resource, actions }: Permission) =>
    effect === "allow" &&
    resource.match === "any" &&
    actions.some((action) => (plan.catalogue[resource.type]?.[action]?.matchForms.length ?? 0) > 1);
  return plan.policies.some(
    ({ status, targets, permissions }) =>
      status === "active" && (targets.some((target) => target.match === "any") || permissions.some(isEverything)),
  );
}
