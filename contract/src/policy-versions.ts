/** Life of a policy beyond one save: its versions, its tests, and policies that were deleted. */
import { z } from "zod";
import { policy, policyBody, policyOverride, policySave } from "./access.ts";
import { policyTestRun, policyTests } from "./policy-tests.ts";
import { cursor, id, limit, page } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { changeReason, deletedObject, objectVersion, versionDifference, versionNumber } from "./versions.ts";

/** What a version keeps of a policy. */
export const policyVersionBody = policyBody.extend({ tests: policyTests, managedBy: policy.shape.managedBy });
export type PolicyVersionBody = z.infer<typeof policyVersionBody>;

export const policyVersion = objectVersion.extend({ body: policyVersionBody });
export type PolicyVersion = z.infer<typeof policyVersion>;

const profileParams = z.strictObject({ profileId: id });
const policyParams = z.strictObject({ profileId: id, policyId: id });
const versionParams = z.strictObject({ profileId: id, policyId: id, version: versionNumber });
const read = { who: "profile", resource: "access_management", action: "access" } as const;

export const policyVersionRoutes = defineRoutes({
  listPolicyVersions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId/versions",
    summary: "List the versions of a policy, newest first; those of a deleted policy too",
    guard: read,
    params: policyParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(objectVersion) },
  },
  getPolicyVersion: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId/versions/:version",
    summary: "Read a version with the whole policy as it then was",
    guard: read,
    params: versionParams,
    answer: { status: 200, body: policyVersion },
  },
  comparePolicyVersions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId/comparison",
    summary: "Compare any two versions of a policy",
    guard: read,
    params: policyParams,
    query: z.strictObject({ from: versionNumber, to: versionNumber }),
    answer: { status: 200, body: versionDifference },
  },
  restorePolicyVersion: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies/:policyId/versions/:version/restore",
    summary: "Make a new version with the body of an old one, also of a deleted policy; checked like any other save",
    guard: { who: "profile", resource: "access_management", action: "edit" },
    params: versionParams,
    body: z
      .strictObject({
        reason: changeReason.optional(),
        overrides: z.array(policyOverride).max(10).default([]),
        confirmName: policySave.shape.confirmName,
      })
      .default({ overrides: [] }),
    ifMatch: true,
    answer: { status: 200, body: policy },
  },
  listDeletedPolicies: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/deleted-policies",
    summary: "List deleted policies, last deleted first",
    guard: read,
    params: profileParams,
    query: z.strictObject({ search: z.string().max(200).optional(), limit, cursor }),
    answer: { status: 200, body: page(deletedObject) },
  },
  runPolicyTests: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies/:policyId/tests/run",
    summary: "Run the tests stored with a policy against the rules in force now",
    guard: { ...read, writes: false },
    params: policyParams,
    rateLimit: { by: "caller", requestsPerMinuteMax: 120 },
    answer: { status: 200, body: policyTestRun },
  },
  runAllPolicyTests: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policy-tests/run",
    summary: "Run every stored test; with a draft, as if it were saved and active",
    guard: { ...read, writes: false },
    params: profileParams,
    body: z
      .strictObject({
        draft: z
          .strictObject({
            policyId: id.nullable().default(null).describe("The policy that the draft would replace"),
            policy: policyBody.extend({ tests: policyTests.optional() }),
          })
          .optional(),
      })
      .default({}),
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    answer: { status: 200, body: policyTestRun },
  },
});
