/** One rule against one question: did its target match, did its resource match, and how near were they. */
import type { Permission, RuleTrail, Target } from "@latchkey/contract";
import { isGrantable } from "./action-bits.ts";
import { matchesSelector, matchesTarget } from "./match.ts";
import type { EnginePolicy, Resource, Subject } from "./model.ts";
import { isTypo, missRank, selectorMisses, targetMiss } from "./near-miss.ts";
import type { SidedMiss } from "./near-miss.ts";

export interface Question {
  readonly subject: Subject;
  readonly action: string;
  readonly resource: Resource;
}

/** A rule with the trail it left and what is needed to rank it and to find a remedy. */
export interface Rule {
  readonly policy: EnginePolicy;
  readonly permission: Permission;
  readonly trail: RuleTrail;
  /** 0 when the rule matched; 1 when a change to the subject alone, or to the resource alone, could make it match. */
  readonly sidesAtFault: number;
  /** Smaller is more worth reading: one side at fault and nearly right, before both nearly right, before not near. */
  readonly distance: number;
}

/** The rules of a policy that speak about this action, this resource type and this kind of subject. */
export function rulesOf(policy: EnginePolicy, question: Question): Rule[] {
  const permissions = [...policy.permissions.entries()].filter(([, permission]) => isRelevant(permission, question));
  if (permissions.length === 0) return [];

  const side = targetSide(policy.targets, question.subject);
  if (side === null) return [];
  return permissions.map(([permissionIndex, permission]) => {
    const trail = trailOf({ policy, permissionIndex, permission, side }, question);
    const sidesAtFault = countSidesAtFault(permission, trail);
    return { policy, permission, trail, sidesAtFault, distance: sidesAtFault * nothingNear * 2 + distance(trail.nearMisses) };
  });
}

function isRelevant(permission: Permission, { subject, action, resource }: Question): boolean {
  if (permission.resource.type !== resource.type || !permission.actions.includes(action)) return false;
  return isGrantable(subject.type, resource.type, action, permission.resource.match);
}

interface TargetSide {
  readonly index: number;
  readonly matches: boolean;
  readonly misses: SidedMiss[];
}

/** The target that matches, or the one that comes nearest; null when the policy has no target of this kind. */
function targetSide(targets: readonly Target[], subject: Subject): TargetSide | null {
  const matching = targets.findIndex((target) => matchesTarget(target, subject));
  if (matching !== -1) return { index: matching, matches: true, misses: [] };

  const missed = targets
    .map((target, index) => ({ target, index }))
    .filter(({ target }) => target.subject === subject.type)
    .map(({ target, index }) => ({ index, matches: false, misses: sided(targetMiss(target, subject)) }));
  return missed.toSorted((one, other) => distance(one.misses) - distance(other.misses))[0] ?? null;
}

function sided(miss: ReturnType<typeof targetMiss>): SidedMiss[] {
  return miss === null ? [] : [{ side: "subject", miss }];
}

function trailOf(
  rule: { policy: EnginePolicy; permissionIndex: number; permission: Permission; side: TargetSide },
  { subject, resource }: Question,
): RuleTrail {
  const { policy, permission, permissionIndex, side } = rule;
  const resourceMatches = matchesSelector(permission.resource, subject, resource);
  const resourceMisses = resourceMatches ? [] : selectorMisses(permission.resource, subject, resource);

  return {
    policyId: policy.id,
    policyName: policy.name,
    permissionIndex,
    effect: permission.effect,
    isMatched: side.matches && resourceMatches,
    targetMatches: side.matches,
    resourceMatches,
    targetIndex: side.index,
    nearMisses: withoutRepeats([...side.misses, ...resourceMisses]),
  };
}

/** Target and tag match can say the same of the subject; what says more stays. */
function withoutRepeats(misses: readonly SidedMiss[]): SidedMiss[] {
  return misses.filter(
    (one, index) => !misses.some((other, place) => place !== index && saysAsMuch(other, one) && (place < index || !saysAsMuch(one, other))),
  );
}

function saysAsMuch(other: SidedMiss, one: SidedMiss): boolean {
  if (other.side !== one.side || other.miss.kind !== one.miss.kind || other.miss.key !== one.miss.key) return false;
  return one.miss.expected === other.miss.expected || one.miss.expected === "";
}

// Nothing near at all (an id that is another id) ranks behind every near miss.
const nothingNear = 10;

function distance(misses: readonly SidedMiss[]): number {
  return misses.length === 0 ? nothingNear : Math.min(...misses.map(({ miss }) => missRank(miss)));
}

/** A tag match on the resource can fail through the subject alone, when it is the subject that lacks the key. */
function countSidesAtFault({ resource }: Permission, trail: RuleTrail): number {
  const isMissedOn = (side: SidedMiss["side"]) => trail.nearMisses.some((miss) => miss.side === side);
  const isResourceAtFault = !trail.resourceMatches && (resource.match !== "tag_match" || isMissedOn("resource"));
  return Number(!trail.targetMatches || isMissedOn("subject")) + Number(isResourceAtFault);
}

/** Is the rule worth showing although it did not take part? */
export function isWorthTelling({ trail, sidesAtFault }: Rule): boolean {
  if (trail.targetMatches || trail.resourceMatches || sidesAtFault < 2) return true;
  return trail.nearMisses.some(({ miss }) => isTypo(miss));
}
