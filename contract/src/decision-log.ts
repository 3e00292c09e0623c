/** Decisions that were made: who was allowed or denied what, on which day, by which rules. */
import { z } from "zod";
import { effect, subjectType } from "./catalogue.ts";
import { cursor, id, limit, page, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

const day = z.iso.date().describe("UTC day");
const namedSubject = z.strictObject({ type: subjectType, id, name: z.string().nullable().describe("Null when it no longer exists") });
const namedResource = z.strictObject({
  type: z.string(),
  id: z.string().nullable().describe("Null for one that was to be created"),
  name: z.string().nullable(),
});

export const decidingRule = z.strictObject({
  source: z.enum(["policy", "role"]),
  id,
  name: z.string(),
  permissionIndex: z.number().int(),
});

/** One entry for each subject, action, resource and decision a day. */
export const loggedDecision = z.strictObject({
  day,
  subject: namedSubject,
  action: z.string(),
  resource: namedResource,
  decision: effect,
  count: z.number().int(),
  firstAt: timestamp,
  lastAt: timestamp,
  rules: z.array(decidingRule).describe("That decided the last time; none where no rule spoke"),
});
export type LoggedDecision = z.infer<typeof loggedDecision>;

const ruleUse = z.strictObject({
  permissionIndex: z.number().int(),
  count: z.number().int().describe("Since `since`"),
  lastUsedOn: day.nullable(),
  days: z.array(z.strictObject({ day, count: z.number().int() })).describe("Days with uses, newest first"),
});

export const ruleUses = z.strictObject({
  since: day.describe("First day that uses are known of"),
  lastUsedOn: day.nullable().describe("Of any rule"),
  rules: z.array(ruleUse),
});
export type RuleUses = z.infer<typeof ruleUses>;

/** A decision that was made, and what it would have been with the monitored policies in force. */
export const monitorEffect = z.strictObject({
  day,
  subject: namedSubject,
  action: z.string(),
  resource: namedResource,
  decided: effect,
  wouldBe: effect,
  count: z.number().int(),
});
export type MonitorEffect = z.infer<typeof monitorEffect>;

/** Days for which decisions, uses and monitor effects are kept. */
export const decisionLogDays = 120;

const profileParams = z.strictObject({ profileId: id });
const policyParams = z.strictObject({ profileId: id, policyId: id });
const read = { who: "profile", resource: "access_management", action: "access" } as const;

export const decisionLogRoutes = defineRoutes({
  listDecisions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/decisions",
    summary: "Decisions about run users, analyses and limited administrators, newest first; shown within ten seconds",
    guard: read,
    params: profileParams,
    query: z.strictObject({
      subjectId: id.optional(),
      resourceType: z.string().max(50).optional(),
      resourceId: z.string().max(200).optional(),
      action: z.string().max(50).optional(),
      decision: effect.optional(),
      from: day.optional(),
      to: day.optional().describe("Inclusive"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(loggedDecision) },
  },
  getPolicyUses: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId/uses",
    summary: "How often, and when last, each rule of a policy decided",
    guard: read,
    params: policyParams,
    answer: { status: 200, body: ruleUses },
  },
  listPolicyLastUses: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/policy-last-uses",
    summary: "On which day each of some policies decided something last",
    guard: read,
    params: profileParams,
    query: z.strictObject({
      policyId: z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(id).min(1).max(200)),
    }),
    answer: {
      status: 200,
      body: z.strictObject({
        items: z.array(z.strictObject({ policyId: id, lastUsedOn: day.nullable().describe("Null for never, as far as is known") })),
      }),
    },
  },
  getRoleUses: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/roles/:roleId/uses",
    summary: "How often, and when last, each permission of a role decided",
    guard: read,
    params: z.strictObject({ profileId: id, roleId: id }),
    answer: { status: 200, body: ruleUses },
  },
  listMonitorEffects: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId/monitor-effects",
    summary: "Real decisions that a monitored policy would have changed, newest first",
    guard: read,
    params: policyParams,
    query: z.strictObject({ wouldBe: effect.optional(), limit, cursor }),
    answer: {
      status: 200,
      body: page(monitorEffect).extend({
        wouldAllow: z.number().int().describe("Different pairs of subject and resource that would gain"),
        wouldDeny: z.number().int().describe("Different pairs that would lose"),
      }),
    },
  },
});
