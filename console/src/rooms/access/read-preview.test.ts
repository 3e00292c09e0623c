import { expect, test } from "vitest";
import type { PolicyPreview } from "@latchkey/contract";
import { newPermissionRow, newTargetRow } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { errorAt, readPermissionPreview, readTargetPreview, readTotals, toPreviewRequest } from "./read-preview.ts";

const target = { ...newTargetRow("a"), key: "level", value: "supervisor" };
const permission = newPermissionRow("p");
const anyPermission = { ...permission, rowId: "q", resource: { ...permission.resource, match: "any" as const } };

const form: PolicyForm = {
  name: "",
  description: "",
  status: "active",
  tags: [],
  conditions: {},
  targets: [newTargetRow("unfinished"), target],
  permissions: [permission, anyPermission],
};

const answer: PolicyPreview = {
  targets: [{ count: 3, samples: [{ id: "66f0c2000000000000000001", name: "Ann" }] }],
  permissions: [{ count: 12, samples: [] }],
  subjectCount: 3,
  resourceCount: 12,
  warnings: [{ code: "any_resource", path: "permissions.0" }],
  errors: [{ path: "permissions.0.actions", message: "an analysis is never granted this" }],
};

const preview = { request: toPreviewRequest(form), answer };

test("only complete rows are asked about", () => {
  expect(preview.request.targets).toHaveLength(1);
  expect(preview.request.permissions).toHaveLength(1);
});

test("an answer finds its row although rows before it were not asked about", () => {
  expect(readTargetPreview(target, preview)).toMatchObject({ state: "counted", match: { count: 3 } });
  expect(readPermissionPreview(anyPermission, preview)).toMatchObject({
    state: "counted",
    warnings: [{ code: "any_resource" }],
    errors: [{ field: "actions" }],
  });
});

test("an unfinished row is never counted as zero", () => {
  expect(readTargetPreview(newTargetRow("x"), preview)).toEqual({ state: "incomplete" });
});

test("a row that changed since is being counted, not shown with the old figure", () => {
  expect(readTargetPreview({ ...target, value: "manager" }, preview)).toEqual({ state: "counting" });
});

test("totals are shown only for exactly what is on the screen", () => {
  expect(readTotals(form, preview)).toEqual({ subjects: 3, resources: 12 });
  expect(readTotals({ ...form, targets: [target, { ...target, value: "manager" }] }, preview)).toBeUndefined();
  expect(readTotals(form, undefined)).toBeUndefined();
});

test("a reason stands at its field, from a refused save as from the preview", () => {
  const row = readPermissionPreview(anyPermission, preview);

  expect(errorAt({}, "permissions.1", "actions", row)).toBe("an analysis is never granted this");
  expect(errorAt({ "permissions.1.actions.0": "saved" }, "permissions.1", "actions", row)).toBe("saved");
  expect(errorAt({ "permissions.10.actions": "another row" }, "permissions.1", "", { state: "counting" })).toBeUndefined();
  expect(errorAt({ "permissions.1": "says the same" }, "permissions.1", "", { state: "counting" })).toBe("says the same");
});
