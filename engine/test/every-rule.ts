/** What explain tells besides the deciding rules, found by a look at every rule there is. */
import type { Permission, RuleTrail, Target } from "@latchkey/contract";
import type { PolicySet, Question } from "@latchkey/engine";
import { isGrantable } from "../src/action-bits.ts";
import { ask, type Asked } from "../src/asked.ts";
import { whyNot } from "../src/conditions.ts";
import { carriesTag, matchesSelector, matchesTarget } from "../src/match.ts";
import { pathTo } from "../src/path-to.ts";
import type { RuleSource } from "../src/rule-source.ts";
import { isTypo, missRank, selectorMisses, targetMiss, type SidedMiss } from "./plain-near-miss.ts";

export function everyRuleWorthTelling(set: PolicySet, question: Question): RuleTrail[] {
  const asked = ask(set, question);
  const rules = [...set.ruleSources()].flatMap((source) => rulesOf(source, asked));
  const others = rules.filter((rule) => !isMatched(rule) && isWorthTelling(rule));
  const inOrder = others.toSorted(
    (one, other) => one.distance - other.distance || Number(isDeny(one)) - Number(isDeny(other)) || byPlace(one, other),
  );
  return inOrder.map((rule) => trailOf(rule, asked));
}

function isDeny({ permission }: Rule): boolean {
  return permission.effect === "deny";
}

function byPlace(one: Rule, other: Rule): number {
  if (one.source.id !== other.source.id) return one.source.id < other.source.id ? -1 : 1;
  return one.permissionIndex - other.permissionIndex;
}

/** A rule with what is needed to rank it, to tell it and to find a remedy. */
interface Rule {
  readonly source: RuleSource;
  readonly permissionIndex: number;
  readonly permission: Permission;
  /** The target that matches, or the one that comes nearest. */
  readonly targetIndex: number;
  readonly targetMatches: boolean;
  readonly resourceMatches: boolean;
  readonly conditionsHold: boolean;
  /** Of target and resource; target and tag match may say the same. */
  readonly misses: readonly SidedMiss[];
  readonly conditionMisses: readonly SidedMiss[];
  /** 0 when the rule matched; 1 when a change to the subject, the resource or the circumstances alone could make it match. */
  readonly sidesAtFault: number;
  /** Smaller is more worth reading: one side at fault and nearly right, before both nearly right, before not near. */
  readonly distance: number;
}

// Nothing near at all (an id that is another id) ranks behind every near miss.
const nothingNear = 20;
const none: readonly SidedMiss[] = [];

function isMatched({ targetMatches, resourceMatches, conditionsHold }: Rule): boolean {
  return targetMatches && resourceMatches && conditionsHold;
}

/** The rules of a policy or role that speak about this action, this resource type and this kind of subject. */
function rulesOf(source: RuleSource, asked: Asked): Rule[] {
  const rules: Rule[] = [];
  let judged: JudgedSource | null = null;
  for (const [permissionIndex, permission] of source.permissions.entries()) {
    if (!isRelevant(permission, asked)) continue;

    judged ??= judgeSource(source, asked);
    if (judged === null) return rules;
    rules.push(judgeRule(judged, { permissionIndex, permission }, asked));
  }
  return rules;
}

function isRelevant(permission: Permission, { set, question }: Asked): boolean {
  const { subject, action, resource } = question;
  if (permission.resource.type !== resource.type || !permission.actions.includes(action)) return false;
  return isGrantable(set.catalogue, { subject: subject.type, type: resource.type, action, form: permission.resource.match });
}

/** What all rules of a source have in common. */
interface JudgedSource {
  readonly source: RuleSource;
  readonly targetIndex: number;
  readonly targetMatches: boolean;
  readonly targetMisses: readonly SidedMiss[];
  readonly conditionMisses: readonly SidedMiss[];
}

/** Null when the source has no target of this kind of subject. */
function judgeSource(source: RuleSource, asked: Asked): JudgedSource | null {
  const { targets, conditions } = source;
  const conditionMisses = conditions === null ? none : missesOfConditions(conditions, asked);
  const matching = targets.findIndex((target) => matchesTarget(target, asked.asker));
  if (matching !== -1) return { source, targetIndex: matching, targetMatches: true, targetMisses: none, conditionMisses };

  let nearest: JudgedSource | null = null;
  for (const [targetIndex, target] of targets.entries()) {
    if (target.subject !== asked.asker.type) continue;

    const miss = targetMiss(target, asked);
    const targetMisses: SidedMiss[] = miss === null ? [] : [{ side: "subject", miss }];
    if (nearest !== null && nearness(targetMisses) >= nearness(nearest.targetMisses)) continue;
    nearest = { source, targetIndex, targetMatches: false, targetMisses, conditionMisses };
  }
  return nearest;
}

function missesOfConditions(conditions: NonNullable<RuleSource["conditions"]>, { question }: Asked): readonly SidedMiss[] {
  const unmet = whyNot(conditions, question.circumstances);
  return unmet.map((each) => ({ side: "circumstances", miss: { kind: "condition", ...each } }));
}

function judgeRule(
  judged: JudgedSource,
  { permissionIndex, permission }: Pick<Rule, "permissionIndex" | "permission">,
  asked: Asked,
): Rule {
  const { source, targetIndex, targetMatches, targetMisses, conditionMisses } = judged;
  const { asker, question } = asked;
  const resourceMatches = matchesSelector(permission.resource, asker, question.resource);
  const resourceMisses = resourceMatches ? none : selectorMisses(permission.resource, asker, question.resource);
  const askedOf = { subject: permission.resource, resource: source.targets[targetIndex] };
  const misses: SidedMiss[] = [];
  for (const miss of targetMisses) misses.push(onWrongObject(miss, askedOf, asked));
  for (const miss of resourceMisses) misses.push(onWrongObject(miss, askedOf, asked));

  const conditionsHold = conditionMisses.length === 0;
  const sidesAtFault =
    Number(!targetMatches || isMissedOn("subject", misses)) +
    Number(!resourceMatches && isResourceAtFault(permission, misses)) +
    Number(!conditionsHold);
  const distance = sidesAtFault * nothingNear * 2 + Math.min(nearness(misses), nearness(conditionMisses));
  return {
    source,
    permissionIndex,
    permission,
    targetIndex,
    targetMatches,
    resourceMatches,
    conditionsHold,
    misses,
    conditionMisses,
    sidesAtFault,
    distance,
  };
}

/**
 * The tag is there, on the side that the rule does not ask: a slip that people make when they tag the one for the other.
 * `askedOf` is what the rule asks of the other side.
 */
function onWrongObject(
  sidedMiss: SidedMiss,
  askedOf: { subject: Permission["resource"]; resource: Target | undefined },
  { asker, question }: Asked,
): SidedMiss {
  const { side, miss } = sidedMiss;
  if (miss.kind !== "missing_key" && miss.kind !== "other_value") return sidedMiss;

  const { key, expected } = miss;
  const asksOther = side === "subject" ? askedOf.subject : askedOf.resource;
  if (asksOther !== undefined && "key" in asksOther && asksOther.key === key) return sidedMiss;
  const isThere = carriesTag(side === "subject" ? question.resource.tags : asker.tags, { key, value: expected });
  return isThere ? { side, miss: { kind: "wrong_object", key, expected } } : sidedMiss;
}

function nearness(misses: readonly SidedMiss[]): number {
  let nearest = nothingNear;
  for (const { miss } of misses) nearest = Math.min(nearest, missRank(miss));
  return nearest;
}

function isMissedOn(wanted: SidedMiss["side"], misses: readonly SidedMiss[]): boolean {
  return misses.some(({ side }) => side === wanted);
}

/** A tag match on the resource can fail through the subject alone, when it is the subject that lacks the key. */
function isResourceAtFault({ resource }: Permission, misses: readonly SidedMiss[]): boolean {
  return resource.match !== "tag_match" || isMissedOn("resource", misses);
}

/** Is the rule worth showing although it did not take part? */
function isWorthTelling({ targetMatches, resourceMatches, sidesAtFault, misses }: Rule): boolean {
  return targetMatches || resourceMatches || sidesAtFault < 2 || misses.some(({ miss }) => isTypo(miss));
}

function trailOf(rule: Rule, asked: Asked): RuleTrail {
  const { source, permission, permissionIndex, targetIndex, targetMatches, resourceMatches, conditionsHold } = rule;
  const target = source.targets[targetIndex];
  return {
    source: source.kind,
    policyId: source.id,
    policyName: source.name,
    permissionIndex,
    effect: permission.effect,
    isMatched: isMatched(rule),
    targetMatches,
    resourceMatches,
    conditionsHold,
    targetIndex,
    path: targetMatches && target !== undefined ? pathTo(asked, target) : [],
    nearMisses: [...withoutRepeats(rule.misses), ...rule.conditionMisses],
  };
}

/** Target and tag match can say the same of the subject; what says more stays. */
function withoutRepeats(misses: readonly SidedMiss[]): readonly SidedMiss[] {
  if (misses.length < 2) return misses;
  return misses.filter(
    (one, index) => !misses.some((other, place) => place !== index && saysAsMuch(other, one) && (place < index || !saysAsMuch(one, other))),
  );
}

function saysAsMuch(other: SidedMiss, one: SidedMiss): boolean {
  if (other.side !== one.side || other.miss.kind !== one.miss.kind) return false;
  if (!("key" in one.miss) || !("key" in other.miss) || other.miss.key !== one.miss.key) return false;
  return one.miss.expected === other.miss.expected || one.miss.expected === "";
}
