/** One rule against one question: did its target match, did its resource match, did its conditions hold, and how near were they. */
import type { Permission, RuleTrail, Target } from "@latchkey/contract";
import { isGrantable } from "./action-bits.ts";
import type { Asked } from "./asked.ts";
import { whyNot } from "./conditions.ts";
import { carriesTag, matchesSelector, matchesTarget } from "./match.ts";
import type { EffectiveSubject, Resource } from "./model.ts";
import { isTypo, missRank, selectorMisses, targetMiss } from "./near-miss.ts";
import type { SidedMiss } from "./near-miss.ts";
import { pathTo } from "./path-to.ts";
import type { RuleSource } from "./rule-source.ts";

/** A rule with the trail it left and what is needed to rank it and to find a remedy. */
export interface Rule {
  readonly source: RuleSource;
  readonly permission: Permission;
  readonly trail: RuleTrail;
  /** 0 when the rule matched; 1 when a change to the subject, the resource or the circumstances alone could make it match. */
  readonly sidesAtFault: number;
  /** Smaller is more worth reading: one side at fault and nearly right, before both nearly right, before not near. */
  readonly distance: number;
}

/** The rules of a policy or role that speak about this action, this resource type and this kind of subject. */
export function rulesOf(source: RuleSource, asked: Asked): Rule[] {
  const permissions = [...source.permissions.entries()].filter(([, permission]) => isRelevant(permission, asked));
  if (permissions.length === 0) return [];

  const side = targetSide(source.targets, asked);
  if (side === null) return [];
  const condition = conditionMisses(source, asked);
  return permissions.map(([permissionIndex, permission]) => {
    const trail = trailOf({ source, permissionIndex, permission, side, condition }, asked);
    const sidesAtFault = countSidesAtFault(permission, trail);
    return { source, permission, trail, sidesAtFault, distance: sidesAtFault * nothingNear * 2 + distance(trail.nearMisses) };
  });
}

function isRelevant(permission: Permission, { set, question }: Asked): boolean {
  const { subject, action, resource } = question;
  if (permission.resource.type !== resource.type || !permission.actions.includes(action)) return false;
  return isGrantable(set.catalogue, { subject: subject.type, type: resource.type, action, form: permission.resource.match });
}

interface TargetSide {
  readonly index: number;
  readonly matches: boolean;
  readonly misses: SidedMiss[];
}

/** The target that matches, or the one that comes nearest; null when the policy has no target of this kind. */
function targetSide(targets: readonly Target[], asked: Asked): TargetSide | null {
  const matching = targets.findIndex((target) => matchesTarget(target, asked.asker));
  if (matching !== -1) return { index: matching, matches: true, misses: [] };

  const missed = targets
    .map((target, index) => ({ target, index }))
    .filter(({ target }) => target.subject === asked.asker.type)
    .map(({ target, index }) => ({ index, matches: false, misses: sided(targetMiss(target, asked)) }));
  return missed.toSorted((one, other) => distance(one.misses) - distance(other.misses))[0] ?? null;
}

function sided(miss: ReturnType<typeof targetMiss>): SidedMiss[] {
  return miss === null ? [] : [{ side: "subject", miss }];
}

function conditionMisses({ conditions }: RuleSource, { question }: Asked): SidedMiss[] {
  const unmet = whyNot(conditions ?? undefined, question.circumstances);
  return unmet.map((each) => ({ side: "circumstances", miss: { kind: "condition", ...each } }));
}

interface RuleParts {
  readonly source: RuleSource;
  readonly permissionIndex: number;
  readonly permission: Permission;
  readonly side: TargetSide;
  readonly condition: SidedMiss[];
}

function trailOf({ source, permission, permissionIndex, side, condition }: RuleParts, asked: Asked): RuleTrail {
  const { asker, question } = asked;
  const resourceMatches = matchesSelector(permission.resource, asker, question.resource);
  const resourceMisses = resourceMatches ? [] : selectorMisses(permission.resource, asker, question.resource);
  const target = source.targets[side.index];
  const misses = [...side.misses, ...resourceMisses].map((each) =>
    onWrongObject(each, { target, permission, asker, resource: question.resource }),
  );

  return {
    source: source.kind,
    policyId: source.id,
    policyName: source.name,
    permissionIndex,
    effect: permission.effect,
    isMatched: side.matches && resourceMatches && condition.length === 0,
    targetMatches: side.matches,
    resourceMatches,
    conditionsHold: condition.length === 0,
    targetIndex: side.index,
    path: side.matches && target !== undefined ? pathTo(asked, target) : [],
    nearMisses: [...withoutRepeats(misses), ...condition],
  };
}

/** The tag is there, on the side that the rule does not ask: a slip that people make when they tag the one for the other. */
function onWrongObject(
  sidedMiss: SidedMiss,
  {
    target,
    permission,
    asker,
    resource,
  }: { target: Target | undefined; permission: Permission; asker: EffectiveSubject; resource: Resource },
): SidedMiss {
  const { side, miss } = sidedMiss;
  if (miss.kind !== "missing_key" && miss.kind !== "other_value") return sidedMiss;

  const { key, expected } = miss;
  const asksOther = side === "subject" ? permission.resource : target;
  if (asksOther !== undefined && "key" in asksOther && asksOther.key === key) return sidedMiss;
  const isThere = carriesTag(side === "subject" ? resource.tags : asker.tags, { key, value: expected });
  return isThere ? { side, miss: { kind: "wrong_object", key, expected } } : sidedMiss;
}

/** Target and tag match can say the same of the subject; what says more stays. */
function withoutRepeats(misses: readonly SidedMiss[]): SidedMiss[] {
  return misses.filter(
    (one, index) => !misses.some((other, place) => place !== index && saysAsMuch(other, one) && (place < index || !saysAsMuch(one, other))),
  );
}

function saysAsMuch(other: SidedMiss, one: SidedMiss): boolean {
  if (other.side !== one.side || other.miss.kind !== one.miss.kind) return false;
  if (!("key" in one.miss) || !("key" in other.miss) || other.miss.key !== one.miss.key) return false;
  return one.miss.expected === other.miss.expected || one.miss.expected === "";
}

// Nothing near at all (an id that is another id) ranks behind every near miss.
const nothingNear = 20;

function distance(misses: readonly SidedMiss[]): number {
  return misses.length === 0 ? nothingNear : Math.min(...misses.map(({ miss }) => missRank(miss)));
}

/** A tag match on the resource can fail through the subject alone, when it is the subject that lacks the key. */
function countSidesAtFault({ resource }: Permission, trail: RuleTrail): number {
  const isMissedOn = (side: SidedMiss["side"]) => trail.nearMisses.some((miss) => miss.side === side);
  const isResourceAtFault = !trail.resourceMatches && (resource.match !== "tag_match" || isMissedOn("resource"));
  return Number(!trail.targetMatches || isMissedOn("subject")) + Number(isResourceAtFault) + Number(!trail.conditionsHold);
}

/** Is the rule worth showing although it did not take part? */
export function isWorthTelling({ trail, sidesAtFault }: Rule): boolean {
  if (trail.targetMatches || trail.resourceMatches || sidesAtFault < 2) return true;
  return trail.nearMisses.some(({ miss }) => isTypo(miss));
}
