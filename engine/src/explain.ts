/** Why a decision is what it is: the rules that made it, those that nearly did, and what would turn it around. */
import type { Effect, Remedy, RuleTrail } from "@latchkey/contract";
import { ask } from "./asked.ts";
import { decidingRules, noteMatches, questionMask, visitNear, visitRules, visitTouched } from "./candidates.ts";
import { isAllow, type IndexedRule } from "./indexed-rule.ts";
import { Inquiry, notTold, twoSidesAtFault } from "./inquiry.ts";
import type { Question } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import type { Posting } from "./postings.ts";
import { RuleRanking, byPlace } from "./rule-ranking.ts";
import { findRemedies } from "./remedies.ts";
import { decidingTrail, missedTrail } from "./rule-trail.ts";

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
  const deciding = sorted(decidingRules(asked, questionMask(set, question)));
  return { ...outcome(deciding), rules: deciding.map((rule) => decidingTrail(rule, asked)) };
}

/** A decision with deciding rules, near misses and remedies. */
export function explain(set: PolicySet, question: Question): EngineExplanation {
  const asked = ask(set, question);
  const mask = questionMask(set, question);
  const deciding = sorted(decidingRules(asked, mask));
  const { decision, reason } = outcome(deciding);
  if (mask === 0) return { decision, reason, rules: [], remedies: [] };

  const inquiry = new Inquiry(asked, mask);
  const others = otherRules(inquiry);
  const nearest = others.nearest(rulesMax - deciding.length);
  const rules = deciding.map((rule) => decidingTrail(rule, asked));
  for (const rule of nearest) rules.push(missedTrail(rule, inquiry));
  const remedies = decision === "allow" ? [] : findRemedies(inquiry, { deciding, nearest, others });
  return { decision, reason, rules, remedies };
}

/** INVARIANT: the same as `decide`, which looks at the same cells. Denies come first. */
function outcome(deciding: readonly IndexedRule[]): Omit<Trail, "rules"> {
  const [first] = deciding;
  if (first === undefined) return { decision: "deny", reason: "no_policy_allows" };
  return isAllow(first) ? { decision: "allow", reason: "allowed_by_policy" } : { decision: "deny", reason: "denied_by_policy" };
}

function sorted(deciding: IndexedRule[]): IndexedRule[] {
  if (deciding.length < 2) return deciding;
  return deciding.sort((one, other) => Number(isAllow(one)) - Number(isAllow(other)) || byPlace(one, other));
}

/** So few rules about an action are all looked at: that is faster than finding those that come near. */
const lookAtAllMax = 400;

/** Everything else worth telling, nearest first. */
function otherRules(inquiry: Inquiry): RuleRanking {
  const { set } = inquiry.asked;
  set.order.settle();
  const all = set.postings.ofAction(inquiry.asking);
  const isMany = typeof all === "object" && all.length > lookAtAllMax;
  return isMany ? rankNear(inquiry) : rankAll(inquiry, all);
}

export function rankAll(inquiry: Inquiry, rules: Posting | undefined): RuleRanking {
  const ranking = new RuleRanking(inquiry.asked.set.rules);
  noteMatches(inquiry);
  visitRules(inquiry, rules, (rule) => rankInto(ranking, inquiry, rule));
  return ranking;
}

/** The same as far as it is read: what matches on neither side is looked for only while there is room for it. */
export function rankNear(inquiry: Inquiry): RuleRanking {
  const ranking = new RuleRanking(inquiry.asked.set.rules);
  const visit = (rule: number) => rankInto(ranking, inquiry, rule);
  visitTouched(inquiry, noteMatches(inquiry), visit);
  if (ranking.sizeBefore(twoSidesAtFault) < rulesMax) visitNear(inquiry, visit);
  return ranking;
}

function rankInto(ranking: RuleRanking, inquiry: Inquiry, rule: number): void {
  const rank = inquiry.rankOf(rule);
  if (rank !== notTold) ranking.add(rule, rank);
}
