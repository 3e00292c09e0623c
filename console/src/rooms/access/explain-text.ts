import type { Explanation, RuleTrail } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";
import { chainSteps } from "./explain-chain-words.ts";
import type { AnyExplanation } from "./explain-chain-words.ts";
import { describeQuestion, describeRelevance, describeRemedy, describeRule, ruleName } from "./explain-words.ts";
import { describeCircumstances } from "./explain-circumstance-words.ts";
import { describeNearMiss } from "./near-miss-words.ts";

/** The whole explanation as plain text, for a ticket or a mail. */
export function explainText(t: Translate, explanation: AnyExplanation, link: string): string {
  const { subject, resource } = explanation;
  const verdict = explanation.decision === "allow" ? t("access.explain.allowed") : t("access.explain.denied");

  const lines = [
    describeQuestion(t, explanation),
    `${verdict}: ${t(`access.explain.reason.${explanation.reason}`)}`,
    `${t("access.explain.asOf")} ${explanation.decidedAt}, ${t("access.explain.revision", { revision: explanation.accessRevision })}`,
    ...circumstanceLines(t, explanation),
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
      ...explanation.remedies.map(
        (remedy, index) => `- ${describeRemedy(t, remedy, explanation)}${reachText(t, explanation.remedyReach?.[index])}`,
      ),
    );
  }

  return [...lines, "", link].join("\n");
}

function ruleLines(t: Translate, rule: RuleTrail, explanation: Explanation): string[] {
  const name = ruleName(t, rule);
  const misses = rule.nearMisses.map((miss) => `    ${describeNearMiss(t, miss, explanation)}`);

  return [`- ${name}: ${describeRule(t, rule, explanation)}`, ...misses];
}

function reachText(t: Translate, reach: number | undefined): string {
  return reach === undefined ? "" : ` (${t("explaining.reach", { count: reach })})`;
}

function circumstanceLines(t: Translate, { circumstances, asOf }: AnyExplanation): string[] {
  const lines = circumstances === undefined ? [] : [describeCircumstances(t, circumstances)];

  return asOf === undefined || asOf === null ? lines : [t("explaining.asOfText", { at: asOf }), ...lines];
}

function tagText(tags: Explanation["subject"]["tags"]): string {
  return tags.length === 0 ? "-" : tags.map(({ key, value }) => `${key}=${value}`).join(", ");
}
