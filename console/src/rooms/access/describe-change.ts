import { describePermission, describeTarget } from "./describe-policy.ts";
import type { Describing } from "./describe-policy.ts";
import type { PolicyChange } from "./merge-policies.ts";

/** One difference between two states of a policy, as a line of text. */
export function describeChange(change: PolicyChange, describing: Describing): string {
  const { t } = describing;
  const field = t(`access.conflict.field.${change.field}`);

  if ("before" in change) {
    return t("access.conflict.from", {
      field,
      before: change.before || t("access.conflict.emptyText"),
      after: change.after || t("access.conflict.emptyText"),
    });
  }

  const item = describeItem(change, describing);

  return change.kind === "added" ? t("access.conflict.added", { field, item }) : t("access.conflict.removed", { field, item });
}

function describeItem(change: Extract<PolicyChange, { kind: string }>, describing: Describing): string {
  if (change.field === "targets") return describeTarget(change.item, describing);
  if (change.field === "permissions") return describePermission(change.item, describing);

  return describing.t("access.sentence.tag", change.item);
}
