/** Findings: what is wrong or worth a look in the stored policies. */
import { z } from "zod";
import { subjectType } from "./catalogue.ts";
import { id, oneOrMany, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const findingKind = z.enum([
  "contradicts",
  "self_settable_key",
  "wider_than_limit",
  "refers_to_deleted",
  "matches_nobody",
  "matches_nothing",
  "shadowed",
  "duplicate",
  "unused",
]);
export type FindingKind = z.infer<typeof findingKind>;

export const findingSeverity = z.enum(["high", "medium", "low"]);
export type FindingSeverity = z.infer<typeof findingSeverity>;

const ruleRef = z.strictObject({ policyId: id, policyName: z.string(), path: z.string().describe("e.g. permissions.0") });
const namedSubject = z.strictObject({ type: subjectType, id, name: z.string() });
const namedResource = z.strictObject({ type: z.string(), id: z.string(), name: z.string() });

export const finding = z.strictObject({
  key: z.string().describe("Stays the same while the finding does"),
  kind: findingKind,
  severity: findingSeverity,
  policyId: id,
  policyName: z.string(),
  path: z.string().describe("Rule or part of the policy it is about, e.g. permissions.0"),
  other: ruleRef.nullable().describe("The rule that shadows, repeats or contradicts it"),
  sample: z
    .strictObject({ subject: namedSubject.nullable(), resource: namedResource.nullable() })
    .nullable()
    .describe("One pair that shows it"),
  facts: z.strictObject({
    tagKey: z.string().optional(),
    pairs: z.number().int().optional().describe("Subjects times resources it reaches now, at least: each is counted up to 1,001"),
    missing: z.strictObject({ type: z.string(), id: z.string() }).optional().describe("What it refers to and no longer exists"),
    lastUsedOn: z.iso.date().nullable().optional(),
    days: z.number().int().optional().describe("For how many days it has not been used"),
  }),
});
export type Finding = z.infer<typeof finding>;

/** A rule that reaches more pairs than this is a finding. */
export const widePairsMax = 1000;
/** A rule that decided nothing for so many days is a finding. */
export const unusedDays = 90;

export const findingRoutes = defineRoutes({
  listFindings: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/findings",
    summary: "What is wrong or worth a look in the policies, most severe first",
    guard: { who: "profile", resource: "access_management", action: "access" },
    params: z.strictObject({ profileId: id }),
    query: z.strictObject({ kind: oneOrMany(findingKind), policyId: id.optional() }),
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    answer: {
      status: 200,
      body: z.strictObject({
        items: z.array(finding),
        counts: z.record(z.string(), z.number().int()).describe("Findings of the profile by kind, whatever the query leaves out"),
        policyCount: z.number().int(),
        accessRevision: z.number().int(),
        computedAt: timestamp,
      }),
    },
  },
});
