import { defineErrors } from "../../platform/errors.ts";

export const accessErrors = defineErrors("access", {
  nothing_pending: {
    status: 409,
    title: "The policy does not go back by itself.",
    advice: "It was confirmed, saved again, or the time is over. Read the policy to see how it stands.",
  },
  name_required: {
    status: 400,
    title: "The change touches administrators or matches everybody or everything.",
    advice: "Send `confirmName` with exactly the name in `name`.",
  },
  dead_rule: {
    status: 400,
    title: "The policy has a rule that can never fire.",
    advice: "Each entry of `errors` names the rule and the reason. Change or remove it.",
  },
  self_settable_key: {
    status: 400,
    title: "The policy decides by a tag that users can set themselves.",
    advice:
      "Whoever may set the tag could give themselves the access. Use another key, or change who may set this one; to save all the same, send `self_settable_key` in `overrides` with a reason.",
  },
  reason_required: {
    status: 400,
    title: "This change asks for a reason.",
    advice: "Send `reason` with a sentence that says why; it is kept in the version and in the audit log.",
  },
  policy_test_failed: {
    status: 409,
    title: "A stored test would fail.",
    advice:
      "`failed` names each test. Correct the policy or the test; to save all the same, send `policy_test_failed` in `overrides` with a reason.",
  },
  managed_by_file: {
    status: 409,
    title: "The policy is kept in a file and is changed there.",
    advice: "`managedBy` names the file. Change it there and apply it, or hand the policy over by saving it with `managedBy` null.",
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
