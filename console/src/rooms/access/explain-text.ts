import type { Explanation, RuleTrail } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { chainSteps, describeNearMiss, describeQuestion, describeRelevance, describeRemedy, describeRule } from "./explain-words.ts";

/** The whole explanation as plain text, for a ticket or a mail. */
export function explainText(t: Translate, explanation: Explanation, link: string): string {
  const { subject, resource } = explanation;
  const verdict = explanation.decision === "allow" ? t("access.explain.allowed") : t("access.explain.denied");

  const lines = [
    describeQuestion(t, explanation),
    `${verdict}: ${t(`access.explain.reason.${explanation.reason}`)}`,
    `${t("access.explain.asOf")} ${explanation.decidedAt}, ${t("access.explain.revision", { revision: explanation.accessRevision })}`,
    "",
    `${subject.name} (${subject.id}): ${tagText(subject.tags)}`,
    `${resource.name} (${resource.id}): ${tagText(resource.tags)}`,
    "",
    `${t("access.explain.chain")}:`,
    ...chainSteps(t, explanation).map((step, index) => `${index + 1}. ${step.text}`),
    "",
    `${t("access.explain.rules")}: ${describeRelevance(t, explanation)}`,
    ...explanation.rules.flatMap((rule) => ruleLines(t, rule, explanation)),
  ];

  if (explanation.remedies.length > 0) {
    lines.push(
      "",
      `${t("access.explain.remedies")}:`,
      ...explanation.remedies.map((remedy) => `- ${describeRemedy(t, remedy, explanation)}`),
    );
  }

  return [...lines, "", link].join("\n");
}

function ruleLines(t: Translate, rule: RuleTrail, explanation: Explanation): string[] {
  const name = t("access.explain.ruleOf", { policy: rule.policyName, number: rule.permissionIndex + 1 });
  const misses = rule.nearMisses.map((miss) => `    ${describeNearMiss(t, miss, explanation)}`);

  return [`- ${name}: ${describeRule(t, rule, explanation)}`, ...misses];
}

function tagText(tags: Explanation["subject"]["tags"]): string {
  return tags.length === 0 ? "-" : tags.map(({ key, value }) => `${key}=${value}`).join(", ");
}
