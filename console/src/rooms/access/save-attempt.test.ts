import { expect, test } from "vitest";
import { policyBody } from "@latchkey/contract";
import { isReviewed } from "./save-attempt.ts";

const stored = policyBody.parse({
  name: "Supervisors",
  targets: [{ subject: "run_user", match: "tag", key: "level", value: "supervisor" }],
  permissions: [{ effect: "allow", actions: ["access"], resource: { type: "dashboard", match: "any" } }],
});
const draft = { ...stored, status: "draft" as const };

test("whatever can change a decision is reviewed before it is saved", () => {
  expect(isReviewed(stored, undefined)).toBe(true);
  expect(isReviewed({ ...stored, targets: [] }, stored)).toBe(true);
  expect(isReviewed({ ...stored, conditions: { secondFactor: true } }, stored)).toBe(true);
  expect(isReviewed(draft, stored)).toBe(true);
  expect(isReviewed(stored, draft)).toBe(true);
});

test("a name, a description and drafts are saved at once", () => {
  expect(isReviewed({ ...stored, name: "Other", description: "Why" }, stored)).toBe(false);
  expect(isReviewed(draft, undefined)).toBe(false);
  expect(isReviewed({ ...draft, targets: [] }, draft)).toBe(false);
});
