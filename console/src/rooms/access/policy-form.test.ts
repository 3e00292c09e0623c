import { expect, test } from "vitest";
import { policyBody } from "@latchkey/contract";
import type { PolicyBody } from "@latchkey/contract";
import { findGaps, newPermissionRow, newTargetRow, toPolicyBody, toPolicyForm } from "./policy-form.ts";

const id = "66f0c2000000000000000001";

const everyForm: PolicyBody = {
  name: "Everything at once",
  description: "One row per match form",
  status: "draft",
  tags: [{ key: "team", value: "north" }],
  conditions: { trustedDevice: true },
  targets: [
    { subject: "run_user", match: "any" },
    { subject: "run_user", match: "id", id },
    { subject: "analysis", match: "tag", key: "script", value: "upload" },
    { subject: "run_user", match: "tag_match", key: "customer" },
  ],
  permissions: [
    { effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } },
    { effect: "deny", actions: ["access", "edit"], resource: { type: "dashboard", match: "id", id } },
    { effect: "allow", actions: ["get_data"], resource: { type: "device", match: "tag", key: "state", value: "NY" } },
    { effect: "allow", actions: ["create"], resource: { type: "device", match: "tag_match", key: "customer" } },
  ],
};

test("policy to form to policy is the same policy", () => {
  expect(toPolicyBody(toPolicyForm(everyForm))).toEqual(everyForm);
  expect(policyBody.safeParse(toPolicyBody(toPolicyForm(everyForm))).success).toBe(true);
});

test("switching the match form keeps what was typed for the other one", () => {
  const form = toPolicyForm(everyForm);
  const row = { ...newTargetRow("new"), key: "level", value: "supervisor" };

  form.targets = [{ ...row, match: "any" }];
  expect(toPolicyBody(form).targets).toEqual([{ subject: "run_user", match: "any" }]);

  form.targets = [{ ...row, match: "tag" }];
  expect(toPolicyBody(form).targets).toEqual([{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }]);
});

test("every gap is named at the path of its field", () => {
  const form = toPolicyForm({ ...everyForm, name: " " });
  form.targets = [newTargetRow("a"), { ...newTargetRow("b"), key: "level" }, { ...newTargetRow("c"), match: "id" }];
  form.permissions = [{ ...newPermissionRow("d"), actions: [] }];

  expect(findGaps(form)).toEqual({
    name: "name",
    "targets.0.key": "key",
    "targets.1.value": "value",
    "targets.2.id": "id",
    "permissions.0.actions": "actions",
    "permissions.0.resource.key": "key",
  });
});

test("a policy without targets or permissions says so", () => {
  expect(findGaps(toPolicyForm({ ...everyForm, targets: [], permissions: [] }))).toEqual({
    targets: "targets",
    permissions: "permissions",
  });
});

test("a complete policy has no gaps", () => {
  expect(findGaps(toPolicyForm(everyForm))).toEqual({});
});
