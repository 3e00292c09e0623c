/** A test stored with a policy: who asks for what, and what the answer must be while the policy is active. */
import { z } from "zod";
import { actionName, effect, resourceTypeName, subjectType } from "./catalogue.ts";
import { circumstances } from "./conditions.ts";
import { id, tags, text } from "./primitives.ts";

/** Either somebody who exists, or somebody thought up. */
export const testSubject = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("id"), type: subjectType, id }),
  z.strictObject({
    kind: z.literal("hypothetical"),
    type: subjectType,
    tags: tags.default([]),
    groups: z.array(id).max(50).default([]).describe("Joined by hand"),
    roles: z.array(id).max(50).default([]).describe("Held without conditions"),
  }),
]);
export type TestSubject = z.infer<typeof testSubject>;

export const testResource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("id"), type: resourceTypeName, id: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal("hypothetical"), type: resourceTypeName, tags: tags.default([]) }),
]);
export type TestResource = z.infer<typeof testResource>;

export const policyTest = z.strictObject({
  name: text(100).describe("What is promised, e.g. contractors never see Payroll; unique within the policy"),
  subject: testSubject,
  action: actionName,
  resource: testResource,
  circumstances: circumstances.prefault({}),
  expected: effect,
});
export type PolicyTest = z.infer<typeof policyTest>;

export const policyTests = z
  .array(policyTest)
  .max(100)
  .refine((list) => new Set(list.map((test) => test.name)).size === list.length, "must not repeat the name of a test");

export const policyTestResult = z.strictObject({
  policyId: id.nullable().describe("Null for a policy that is not stored yet"),
  policyName: z.string(),
  name: z.string(),
  expected: effect,
  actual: effect.nullable().describe("Null when the test speaks about somebody or something that no longer exists"),
  isPassed: z.boolean(),
  blocksActivation: z.boolean().describe("Fails because of the policy asked about: its own test, or one that passes without it"),
});
export type PolicyTestResult = z.infer<typeof policyTestResult>;

export const policyTestRun = z.strictObject({
  passed: z.number().int(),
  failed: z.number().int(),
  results: z.array(policyTestResult).describe("Failed ones first"),
});
export type PolicyTestRun = z.infer<typeof policyTestRun>;
