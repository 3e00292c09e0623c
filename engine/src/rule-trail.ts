/** A judged rule in words that a person reads: what it asked for, what was found, and through which groups and roles. */
import type { RuleTrail, Target } from "@latchkey/contract";
import { allowBits } from "./action-bits.ts";
import type { Asked } from "./asked.ts";
import { whyNot } from "./conditions.ts";
import { permissionOf, targetAt, type IndexedRule } from "./indexed-rule.ts";
import type { Inquiry, Standing } from "./inquiry.ts";
import { matchesTarget } from "./match.ts";
import { belongingMiss, missRanks, tagMatchMisses, toTagMiss, type SidedMiss, type TagMiss } from "./near-miss.ts";
import { pathTo } from "./path-to.ts";

/** Of a rule that took part in the decision. */
export function decidingTrail(rule: IndexedRule, asked: Asked): RuleTrail {
  const { targets, targetIndexes } = rule.audience;
  const isOnlyOne = targets.length === 1;
  const targetIndex = isOnlyOne ? (targetIndexes[0] ?? 0) : rule.source.targets.findIndex((target) => matchesTarget(target, asked.asker));
  const path = pathTo(asked, targetAt(rule.source, targetIndex));
  return toTrail(rule, { targetMatches: true, resourceMatches: true, conditionsHold: true }, { targetIndex, path, nearMisses: [] });
}

/** Of one that did not, with how it was missed. */
export function missedTrail(rule: IndexedRule, inquiry: Inquiry): RuleTrail {
  const standing = inquiry.standingOf(rule);
  const targetIndex = rule.audience.targetIndexes[standing.target] ?? 0;
  const path = standing.targetMatches ? pathTo(inquiry.asked, targetAt(rule.source, targetIndex)) : [];
  return toTrail(rule, standing, { targetIndex, path, nearMisses: missesOf(rule, standing, inquiry) });
}

/** Written out: copying the fields of one object into another takes ten times as long as everything else here. */
function toTrail(
  { source, permissionIndex, mask }: IndexedRule,
  { targetMatches, resourceMatches, conditionsHold }: Omit<Standing, "target">,
  { targetIndex, path, nearMisses }: Pick<RuleTrail, "targetIndex" | "path" | "nearMisses">,
): RuleTrail {
  return {
    source: source.kind,
    policyId: source.id,
    policyName: source.name,
    permissionIndex,
    effect: (mask & allowBits) !== 0 ? "allow" : "deny",
    isMatched: targetMatches && resourceMatches && conditionsHold,
    targetMatches,
    resourceMatches,
    conditionsHold,
    targetIndex,
    path,
    nearMisses,
  };
}

function missesOf(
  rule: IndexedRule,
  { target: place, targetMatches, resourceMatches, conditionsHold }: Standing,
  inquiry: Inquiry,
): SidedMiss[] {
  const misses: SidedMiss[] = [];
  if (!targetMatches) pushTargetMiss(misses, { rule, place }, inquiry);
  if (!resourceMatches) pushResourceMisses(misses, rule, inquiry);
  const nearMisses = withoutRepeats(misses);
  if (!conditionsHold) nearMisses.push(...conditionMisses(rule, inquiry));
  return nearMisses;
}

interface MissedRule {
  readonly rule: IndexedRule;
  /** Of the target among those of the audience. */
  readonly place: number;
}

function pushTargetMiss(misses: SidedMiss[], { rule, place }: MissedRule, inquiry: Inquiry): void {
  const target = targetAt(rule.source, rule.audience.targetIndexes[place] ?? 0);
  const miss = "key" in target ? tagTargetMiss(target, { rule, place }, inquiry) : belongingMiss(target, inquiry.asked);
  if (miss !== null) misses.push({ side: "subject", miss });
}

function tagTargetMiss(target: Extract<Target, { key: string }>, { rule, place }: MissedRule, inquiry: Inquiry): TagMiss {
  const { key } = target;
  const value = target.match === "tag" ? target.value : "";
  if (inquiry.targetRank(rule, place) === missRanks.wrong_object) return { kind: "wrong_object", key, expected: value };
  return toTagMiss(inquiry.targetNearness(rule, place), { key, value }, inquiry.subjectTags);
}

function pushResourceMisses(misses: SidedMiss[], rule: IndexedRule, inquiry: Inquiry): void {
  const { resource } = permissionOf(rule);
  if (!("key" in resource)) return;

  const isElsewhere = inquiry.resourceRank(rule) === missRanks.wrong_object;
  if (resource.match === "tag") {
    const { key, value } = resource;
    const miss: TagMiss = isElsewhere
      ? { kind: "wrong_object", key, expected: value }
      : toTagMiss(inquiry.resourceNearness(rule), resource, inquiry.resourceTags);
    misses.push({ side: "resource", miss });
    return;
  }
  for (const { side, miss } of tagMatchMisses(resource.key, inquiry.subjectTags, inquiry.resourceTags)) {
    const isOnWrongSide = isElsewhere && side === "resource" && "expected" in miss;
    misses.push({ side, miss: isOnWrongSide ? { kind: "wrong_object", key: resource.key, expected: miss.expected } : miss });
  }
}

function conditionMisses({ source }: IndexedRule, { asked }: Inquiry): SidedMiss[] {
  const unmet = whyNot(source.conditions ?? undefined, asked.question.circumstances);
  return unmet.map((each) => ({ side: "circumstances", miss: { kind: "condition", ...each } }));
}

/** Target and tag match can say the same of the subject; what says more stays. */
function withoutRepeats(misses: SidedMiss[]): SidedMiss[] {
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
