import { describeConditions } from "./describe-conditions.ts";
import { describePermission, describeTarget } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import type { PolicyChange } from "./merge-policies.ts";

/** One difference between two states of a policy, as a line of text. */
export function describeChange(change: PolicyChange, describing: Describing): string {
  const { t } = describing;
  const field = t(`access.conflict.field.${change.field}`);
  const orEmpty = (text: string) => text || t("access.conflict.emptyText");

  if (change.field === "conditions") {
    const [before, after] = [change.from, change.to].map((conditions) => orEmpty(describeConditions(conditions, describing)));

    return t("access.conflict.from", { field, before: before ?? "", after: after ?? "" });
  }
  if ("before" in change) return t("access.conflict.from", { field, before: orEmpty(change.before), after: orEmpty(change.after) });

  const item = describeItem(change, describing);

  return change.kind === "added" ? t("access.conflict.added", { field, item }) : t("access.conflict.removed", { field, item });
}

function describeItem(change: Extract<PolicyChange, { item: unknown }>, describing: Describing): string {
  if (change.field === "targets") return describeTarget(change.item, describing);
  if (change.field === "permissions") return describePermission(change.item, describing);

  return describing.t("access.sentence.tag", change.item);
}
