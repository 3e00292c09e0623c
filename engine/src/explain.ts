/** Why a decision is what it is: the rules that made it, those that nearly did, and what would turn it around. */
import type { Effect, Explanation, Remedy, RuleTrail } from "@latchkey/contract";
import { decidingPolicies, touchedPolicies } from "./candidates.ts";
import { decide } from "./decide.ts";
import type { EnginePolicy, Resource, Subject } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import { findRemedies } from "./remedies.ts";
import { isWorthTelling, rulesOf } from "./rule-trail.ts";
import type { Question, Rule } from "./rule-trail.ts";

/** A person reads no more; deciding rules are never cut. */
const rulesMax = 50;

export interface Trail {
  decision: Effect;
  reason: Exclude<Explanation["reason"], "subject_not_active">;
  rules: RuleTrail[];
}

export interface EngineExplanation extends Trail {
  remedies: Remedy[];
}

/** A decision with the rules that made it, denies first; cheap enough for a decision log. */
export function decideWithTrail(set: PolicySet, subject: Subject, action: string, resource: Resource): Trail {
  const question = { subject, action, resource };
  const rules = decidingRules(set, question);
  return { ...verdict(set, question, rules), rules: rules.map((rule) => rule.trail) };
}

/** A decision with deciding rules, near misses and remedies. */
export function explain(set: PolicySet, subject: Subject, action: string, resource: Resource): EngineExplanation {
  const question = { subject, action, resource };
  const deciding = decidingRules(set, question);
  const others = otherRules(set, question);
  const { decision, reason } = verdict(set, question, deciding);

  const shown = [...deciding, ...others.slice(0, Math.max(0, rulesMax - deciding.length))];
  const remedies = decision === "allow" ? [] : findRemedies(set, question, { deciding, others });
  return { decision, reason, rules: shown.map((rule) => rule.trail), remedies };
}

function verdict(set: PolicySet, { subject, action, resource }: Question, deciding: readonly Rule[]): Omit<Trail, "rules"> {
  const decision = decide(set, subject, action, resource);
  if (decision === "allow") return { decision, reason: "allowed_by_policy" };
  return { decision, reason: deciding.length > 0 ? "denied_by_policy" : "no_policy_allows" };
}

function decidingRules(set: PolicySet, question: Question): Rule[] {
  const rules = rulesOfAll(decidingPolicies(set, question), question).filter((rule) => rule.trail.isMatched);
  return rules.toSorted((one, other) => Number(isAllow(one)) - Number(isAllow(other)) || byPlace(one, other));
}

/** Everything else worth telling, nearest first. Policies that match on neither side are looked at only while there is room. */
function otherRules(set: PolicySet, question: Question): Rule[] {
  const touched = touchedPolicies(set, question);
  const rules = rulesOfAll(touched, question).filter(isOther);
  if (rules.length < rulesMax) {
    const untouched = [...set.activePolicies()].filter((policy) => !touched.has(policy));
    rules.push(...rulesOfAll(untouched, question).filter(isOther));
  }
  return rules.toSorted(
    (one, other) => one.distance - other.distance || Number(isAllow(other)) - Number(isAllow(one)) || byPlace(one, other),
  );
}

function isOther(rule: Rule): boolean {
  return !rule.trail.isMatched && isWorthTelling(rule);
}

function rulesOfAll(policies: Iterable<EnginePolicy>, question: Question): Rule[] {
  const rules: Rule[] = [];
  for (const policy of policies) rules.push(...rulesOf(policy, question));
  return rules;
}

function isAllow(rule: Rule): boolean {
  return rule.trail.effect === "allow";
}

/** The order of policies in the profile must not show in an answer. */
function byPlace(one: Rule, other: Rule): number {
  if (one.policy.id !== other.policy.id) return one.policy.id < other.policy.id ? -1 : 1;
  return one.trail.permissionIndex - other.trail.permissionIndex;
}
