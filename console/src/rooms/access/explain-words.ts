/** An explanation in sentences: the page and the text to copy say the same. */
import type { Explanation, NearMiss, Remedy, RuleTrail } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { actionKeys } from "./policy-words.ts";

/** What became of a rule in the decision. */
export type RuleFate = "decided" | "overruled" | "missed";

export function ruleFate(rule: RuleTrail, explanation: Explanation): RuleFate {
  if (!rule.isMatched) return "missed";

  return rule.effect === "allow" && explanation.reason === "denied_by_policy" ? "overruled" : "decided";
}

export function describeRule(t: Translate, rule: RuleTrail, explanation: Explanation): string {
  const fate = ruleFate(rule, explanation);
  if (fate === "overruled") return t("access.explain.rule.overruled");
  if (fate === "decided") return rule.effect === "allow" ? t("access.explain.rule.allowed") : t("access.explain.rule.denied");
  if (rule.resourceMatches) return t("access.explain.rule.notTarget");

  return rule.targetMatches ? t("access.explain.rule.notResource") : t("access.explain.rule.neither");
}

/** A slip of the pen, not simply another tag: what people look for first. */
export function isSlip({ miss }: RuleTrail["nearMisses"][number]): boolean {
  return miss.kind !== "other_value" && miss.kind !== "missing_key";
}

/** "Ann has region = Northeast, the rule wants region = northeast: only upper and lower case differ." */
export function describeNearMiss(t: Translate, { side, miss }: RuleTrail["nearMisses"][number], explanation: Explanation): string {
  const name = side === "subject" ? explanation.subject.name : explanation.resource.name;

  return t(missKey(miss), { side: name, key: miss.key, expected: miss.expected, actual: miss.kind === "missing_key" ? "" : miss.actual });
}

function missKey(miss: NearMiss) {
  if (miss.kind === "missing_key" && miss.expected === "") return "access.explain.miss.missing_key_any" as const;

  return `access.explain.miss.${miss.kind}` as const;
}

export function describeRemedy(t: Translate, remedy: Remedy, explanation: Explanation): string {
  if (remedy.kind === "remove_deny") return t("access.explain.remedy.remove_deny", { policy: policyName(remedy.policyId, explanation) });
  const isSubject = remedy.kind === "add_subject_tag" || remedy.kind === "change_subject_tag";
  const name = isSubject ? explanation.subject.name : explanation.resource.name;
  const { key } = remedy;

  return "to" in remedy
    ? t(`access.explain.remedy.${remedy.kind}`, { name, key, from: remedy.from, to: remedy.to })
    : t(`access.explain.remedy.${remedy.kind}`, { name, key, value: remedy.value });
}

export function policyName(policyId: string, explanation: Explanation): string {
  return explanation.rules.find((rule) => rule.policyId === policyId)?.policyName ?? policyId;
}

export function describeQuestion(t: Translate, { subject, action, resource }: Explanation): string {
  const verb = actionKeys[action];

  return t("access.explain.question", { subject: subject.name, action: verb ? t(verb) : action, resource: resource.name });
}

export interface ChainStep {
  text: string;
  outcome: "ok" | "stopped" | "skipped";
}

/** The way to the decision: the account first, then the policies. */
export function chainSteps(t: Translate, { subject, decision, reason }: Explanation): ChainStep[] {
  if (reason === "subject_not_active") {
    return [
      { text: t("access.explain.step.accountNotOk", { name: subject.name, status: subject.status }), outcome: "stopped" },
      { text: t("access.explain.step.policyNotReached"), outcome: "skipped" },
    ];
  }

  const isAllowed = decision === "allow";

  return [
    { text: t("access.explain.step.accountOk", { name: subject.name }), outcome: "ok" },
    { text: isAllowed ? t("access.explain.step.policyAllow") : t("access.explain.step.policyDeny"), outcome: isAllowed ? "ok" : "stopped" },
  ];
}

/** How many of the active policies the rules belong to, in one sentence. */
export function describeRelevance(t: Translate, { rules, policyCount }: Explanation): string {
  if (policyCount === 0) return t("access.explain.noPolicies");
  const relevant = new Set(rules.map((rule) => rule.policyId)).size;

  return relevant === 0
    ? t("access.explain.noRules", { total: policyCount })
    : t("access.explain.rulesCount", { relevant, total: policyCount });
}
