/** One rule against one question: did its target match, did its resource match, did its conditions hold, and how near were they. */
import type { Permission, Target } from "@latchkey/contract";
import { isGrantable } from "./action-bits.ts";
import type { Asked } from "./asked.ts";
import { holds, whyNot } from "./conditions.ts";
import { carriesTag, matchesSelector, matchesTarget } from "./match.ts";
import { isTypo, missRank, selectorMisses, targetMiss } from "./near-miss.ts";
import type { SidedMiss } from "./near-miss.ts";
import type { RuleSource } from "./rule-source.ts";

/** A rule with what is needed to rank it, to tell it and to find a remedy. */
export interface Rule {
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

export function isMatched({ targetMatches, resourceMatches, conditionsHold }: Rule): boolean {
  return targetMatches && resourceMatches && conditionsHold;
}

/** The rules of a policy or role that take part in the decision. */
export function matchedRulesOf(source: RuleSource, asked: Asked): Rule[] {
  const { asker, question } = asked;
  const targetIndex = source.targets.findIndex((target) => matchesTarget(target, asker));
  if (targetIndex === -1 || !holds(source.conditions ?? undefined, question.circumstances)) return [];

  const rules: Rule[] = [];
  source.permissions.forEach((permission, permissionIndex) => {
    if (!isRelevant(permission, asked) || !matchesSelector(permission.resource, asker, question.resource)) return;
    rules.push({
      source,
      permissionIndex,
      permission,
      targetIndex,
      targetMatches: true,
      resourceMatches: true,
      conditionsHold: true,
      misses: none,
      conditionMisses: none,
      sidesAtFault: 0,
      distance: nothingNear,
    });
  });
  return rules;
}

/** The rules of a policy or role that speak about this action, this resource type and this kind of subject. */
export function rulesOf(source: RuleSource, asked: Asked): Rule[] {
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
export function isWorthTelling({ targetMatches, resourceMatches, sidesAtFault, misses }: Rule): boolean {
  return targetMatches || resourceMatches || sidesAtFault < 2 || misses.some(({ miss }) => isTypo(miss));
}
