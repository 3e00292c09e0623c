import { defineErrors } from "../../platform/errors.ts";

export const accessErrors = defineErrors("access", {
  dead_rule: {
    status: 400,
    title: "The policy has a rule that can never fire.",
    advice: "Each entry of `errors` names the rule and the reason. Change or remove it.",
  },
  version_conflict: {
    status: 412,
    title: "Somebody saved this policy while you were editing it.",
    advice: "`current` is the stored policy and `changedBy` its author. Merge your changes into it and save with its version.",
  },
  unknown_action: {
    status: 400,
    title: "The resource type has no such action.",
    advice: "GET /api/v1/access/catalogue lists the actions of each resource type.",
  },
});
