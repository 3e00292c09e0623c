/** An explanation in sentences: the page and the text to copy say the same. */
import type { Explanation, Remedy, RuleTrail } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { verbOfAction } from "./policy-words.ts";

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
  if (rule.resourceMatches && rule.targetMatches) return t("explaining.rule.notNow");
  if (rule.resourceMatches) return t("access.explain.rule.notTarget");

  return rule.targetMatches ? t("access.explain.rule.notResource") : t("access.explain.rule.neither");
}

export function describeRemedy(t: Translate, remedy: Remedy, explanation: Explanation): string {
  const { subject, resource } = explanation;

  switch (remedy.kind) {
    case "remove_deny":
      return t("access.explain.remedy.remove_deny", { policy: policyName(remedy.policyId, explanation) });
    case "join_group":
      return t("explaining.remedy.join_group", { name: subject.name, group: remedy.groupName });
    case "assign_role":
      return t("explaining.remedy.assign_role", { name: subject.name, role: remedy.roleName });
    case "wait_until":
      return t("explaining.remedy.wait_until", { at: remedy.at });
    case "use_second_factor":
      return t("explaining.remedy.use_second_factor", { name: subject.name });
    case "use_trusted_device":
      return t("explaining.remedy.use_trusted_device", { name: subject.name });
    case "add_subject_tag":
      return t("access.explain.remedy.add_subject_tag", { name: subject.name, key: remedy.key, value: remedy.value });
    case "change_subject_tag":
      return t("access.explain.remedy.change_subject_tag", { name: subject.name, key: remedy.key, from: remedy.from, to: remedy.to });
    case "add_resource_tag":
      return t("access.explain.remedy.add_resource_tag", { name: resource.name, key: remedy.key, value: remedy.value });
    case "change_resource_tag":
      return t("access.explain.remedy.change_resource_tag", { name: resource.name, key: remedy.key, from: remedy.from, to: remedy.to });
  }
}

/** "Supervisors, permission 2" or "Role Viewer, permission 1". */
export function ruleName(t: Translate, { source, policyName: name, permissionIndex }: RuleTrail): string {
  const number = permissionIndex + 1;

  return source === "role" ? t("explaining.ruleOfRole", { role: name, number }) : t("access.explain.ruleOf", { policy: name, number });
}

/** "as a member of Night shift and holder of Viewer": how the subject came to match the rule's target; empty when directly. */
export function describePath(t: Translate, { path }: RuleTrail, language: string): string {
  if (path.length === 0) return "";
  const steps = path.map((step) =>
    step.kind === "group" ? t(`explaining.path.${step.via}`, { name: step.name }) : t("explaining.path.role", { name: step.name }),
  );

  return t("explaining.path.whole", { steps: new Intl.ListFormat(language, { type: "conjunction" }).format(steps) });
}

/** "then the policy Supervisors allows it", or the role. */
export function describeBecause(t: Translate, { policyId }: Remedy, explanation: Explanation): string {
  const rule = explanation.rules.find((each) => each.policyId === policyId);
  if (rule?.source === "role") return t("explaining.remedy.becauseRole", { role: rule.policyName });

  return t("access.explain.remedy.because", { policy: policyName(policyId, explanation) });
}

export function policyName(policyId: string, explanation: Explanation): string {
  return explanation.rules.find((rule) => rule.policyId === policyId)?.policyName ?? policyId;
}

export function describeQuestion(t: Translate, { subject, action, resource }: Explanation): string {
  return t("access.explain.question", { subject: subject.name, action: verbOfAction(t, action), resource: resource.name });
}

/** How many of the active policies, and which roles besides, the rules belong to, in one sentence or two. */
export function describeRelevance(t: Translate, { rules, policyCount }: Explanation): string {
  const countOf = (source: RuleTrail["source"]) =>
    new Set(rules.filter((rule) => rule.source === source).map((rule) => rule.policyId)).size;
  const roles = countOf("role");
  const ofRoles = roles === 0 ? "" : ` ${t("explaining.rolesCount", { count: roles })}`;
  if (policyCount === 0) return `${t("access.explain.noPolicies")}${ofRoles}`;
  const relevant = countOf("policy");

  return relevant === 0
    ? `${t("access.explain.noRules", { total: policyCount })}${ofRoles}`
    : `${t("access.explain.rulesCount", { relevant, total: policyCount })}${ofRoles}`;
}
