import type { TagStep } from "@latchkey/contract";
import type { Translate } from "@latchkey/words";

/** "Set region = north" */
export function describeStep(t: Translate, step: TagStep): string {
  const { key } = step;
  if (step.kind === "remove" && step.value === null) return t("bulkTags.said.remove_key", { key });
  if (step.kind === "rename_key") return t("bulkTags.said.rename_key", { key, to: step.to });
  if (step.kind === "change_value") return t("bulkTags.said.change_value", { key, value: step.value, to: step.to });

  return t(`bulkTags.said.${step.kind}`, { key, value: step.value ?? "" });
}
