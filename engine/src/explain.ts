/** Why a decision is what it is: the rules that made it, those that nearly did, and what would turn it around. */
import type { Effect, Remedy, RuleTrail } from "@latchkey/contract";
import { ask, type Asked } from "./asked.ts";
import { decidingSources, touchedSources } from "./candidates.ts";
import { decide } from "./decide.ts";
import type { Question } from "./model.ts";
import type { PolicySet } from "./policy-set.ts";
import { findRemedies } from "./remedies.ts";
import type { RuleSource } from "./rule-source.ts";
import { isWorthTelling, rulesOf } from "./rule-trail.ts";
import type { Rule } from "./rule-trail.ts";

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
  const rules = decidingRules(ask(set, question));
  return { ...outcome(set, question, rules), rules: rules.map((rule) => rule.trail) };
}

/** A decision with deciding rules, near misses and remedies. */
export function explain(set: PolicySet, question: Question): EngineExplanation {
  const asked = ask(set, question);
  const deciding = decidingRules(asked);
  const others = otherRules(asked);
  const { decision, reason } = outcome(set, question, deciding);

  const shown = [...deciding, ...others.slice(0, Math.max(0, rulesMax - deciding.length))];
  const remedies = decision === "allow" ? [] : findRemedies(asked, { deciding, others });
  return { decision, reason, rules: shown.map((rule) => rule.trail), remedies };
}

function outcome(set: PolicySet, question: Question, deciding: readonly Rule[]): Omit<Trail, "rules"> {
  const decision = decide(set, question);
  if (decision === "allow") return { decision, reason: "allowed_by_policy" };
  return { decision, reason: deciding.length > 0 ? "denied_by_policy" : "no_policy_allows" };
}

function decidingRules(asked: Asked): Rule[] {
  const rules = rulesOfAll(decidingSources(asked), asked).filter((rule) => rule.trail.isMatched);
  return rules.toSorted((one, other) => Number(isAllow(one)) - Number(isAllow(other)) || byPlace(one, other));
}

/** Everything else worth telling, nearest first. Policies that match on neither side are looked at only while there is room. */
function otherRules(asked: Asked): Rule[] {
  const touched = touchedSources(asked);
  const rules = rulesOfAll(touched, asked).filter(isOther);
  if (rules.length < rulesMax) {
    const untouched = [...asked.set.ruleSources()].filter((source) => !touched.has(source));
    rules.push(...rulesOfAll(untouched, asked).filter(isOther));
  }
  return rules.toSorted(
    (one, other) => one.distance - other.distance || Number(isAllow(other)) - Number(isAllow(one)) || byPlace(one, other),
  );
}

function isOther(rule: Rule): boolean {
  return !rule.trail.isMatched && isWorthTelling(rule);
}

function rulesOfAll(sources: Iterable<RuleSource>, asked: Asked): Rule[] {
  const rules: Rule[] = [];
  for (const source of sources) rules.push(...rulesOf(source, asked));
  return rules;
}

function isAllow(rule: Rule): boolean {
  return rule.trail.effect === "allow";
}

/** The order of policies in the profile must not show in an answer. */
function byPlace(one: Rule, other: Rule): number {
  if (one.source.id !== other.source.id) return one.source.id < other.source.id ? -1 : 1;
  return one.trail.permissionIndex - other.trail.permissionIndex;
}
