import type { GroupRule } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** "level = supervisor and region = north": whom a rule makes members. */
export function describeRule(t: Translate, rule: GroupRule, language: string): string {
  const pairs = rule.tags.map(({ key, value }) => t("access.sentence.tag", { key, value }));

  return new Intl.ListFormat(language, { type: rule.match === "all" ? "conjunction" : "disjunction" }).format(pairs);
}
