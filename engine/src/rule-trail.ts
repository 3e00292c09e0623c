/** A judged rule in words that a person reads: what it asked for, what was found, and through which groups and roles. */
import type { RuleTrail } from "@latchkey/contract";
import type { Asked } from "./asked.ts";
import { isMatched, type Rule } from "./judge-rule.ts";
import type { SidedMiss } from "./near-miss.ts";
import { pathTo } from "./path-to.ts";

export function trailOf(rule: Rule, asked: Asked): RuleTrail {
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
