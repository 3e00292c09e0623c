/** Why a decision is what it is: the rules that made it, those that nearly did, and what would turn it around. */
import type { Effect, Remedy, RuleTrail } from "@latchkey/contract";
import { ask, type Asked } from "./asked.ts";
import { decidingSources, nearSources, touchedSources } from "./candidates.ts";
import { isMatched, isWorthTelling, matchedRulesOf, rulesOf, type Rule } from "./judge-rule.ts";
import type { Question } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import { RuleRanking, byPlace } from "./rule-ranking.ts";
import { findRemedies } from "./remedies.ts";
import type { RuleSource } from "./rule-source.ts";
import { trailOf } from "./rule-trail.ts";

/** A person reads no more; deciding rules are never cut. */
const rulesMax = 50;

export interface Trail {
  decision: Effect;
  reason: "allowed_by_policy" | "denied_by_policy" | "no_policy_allows";
  rules: RuleTrail[];
}

export interface EngineExplanation extends Trail {
  remedies: Remedy[];
}

/** A decision with the rules that made it, denies first; cheap enough for a decision log. */
export function decideWithTrail(set: PolicySet, question: Question): Trail {
  const asked = ask(set, question);
  const rules = decidingRules(asked);
  return { ...outcome(rules), rules: rules.map((rule) => trailOf(rule, asked)) };
}

/** A decision with deciding rules, near misses and remedies. */
export function explain(set: PolicySet, question: Question): EngineExplanation {
  const asked = ask(set, question);
  const deciding = decidingRules(asked);
  const others = otherRules(asked);
  const { decision, reason } = outcome(deciding);

  const shown = [...deciding, ...others.nearest(rulesMax - deciding.length)];
  const remedies = decision === "allow" ? [] : findRemedies(asked, { deciding, others });
  return { decision, reason, rules: shown.map((rule) => trailOf(rule, asked)), remedies };
}

/** INVARIANT: the same as `decide`, which looks at the same cells. Denies come first. */
function outcome(deciding: readonly Rule[]): Omit<Trail, "rules"> {
  const effect = deciding[0]?.permission.effect;
  if (effect === undefined) return { decision: "deny", reason: "no_policy_allows" };
  return { decision: effect, reason: effect === "allow" ? "allowed_by_policy" : "denied_by_policy" };
}

function decidingRules(asked: Asked): Rule[] {
  const rules: Rule[] = [];
  for (const source of decidingSources(asked)) rules.push(...matchedRulesOf(source, asked));
  return rules.sort((one, other) => Number(isAllow(one)) - Number(isAllow(other)) || byPlace(one, other));
}

/** Everything else worth telling, nearest first. Policies that match on neither side are looked at only while there is room. */
function otherRules(asked: Asked): RuleRanking {
  const ranking = new RuleRanking();
  const touched = touchedSources(asked);
  addOthers(ranking, touched, asked);
  if (ranking.size < rulesMax) addOthers(ranking, nearSources(asked, touched), asked);
  return ranking;
}

function addOthers(ranking: RuleRanking, sources: Iterable<RuleSource>, asked: Asked): void {
  for (const source of sources) {
    for (const rule of rulesOf(source, asked)) if (!isMatched(rule) && isWorthTelling(rule)) ranking.add(rule);
  }
}

function isAllow({ permission }: Rule): boolean {
  return permission.effect === "allow";
}
