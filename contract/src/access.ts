/** Access Management: policies are targets (to whom) times permissions (what). Deny always wins; default is deny. */
import { z } from "zod";
import { cursor, id, limit, oneOrMany, page, tagKey, tagValue, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { effect, matchForm, resourceType, subjectType } from "./catalogue.ts";

export const target = z.discriminatedUnion("match", [
  z.strictObject({ subject: subjectType, match: z.literal("any") }),
  z.strictObject({ subject: subjectType, match: z.literal("id"), id }),
  z.strictObject({ subject: subjectType, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z.strictObject({ subject: subjectType, match: z.literal("tag_match"), key: tagKey }).describe("Carries the key, whatever its value"),
]);
export type Target = z.infer<typeof target>;

export const resourceSelector = z.discriminatedUnion("match", [
  z.strictObject({ type: resourceType, match: z.literal("any") }),
  z.strictObject({ type: resourceType, match: z.literal("id"), id }),
  z.strictObject({ type: resourceType, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z
    .strictObject({ type: resourceType, match: z.literal("tag_match"), key: tagKey })
    .describe("The resource carries a value of the key that the subject carries too"),
]);
export type ResourceSelector = z.infer<typeof resourceSelector>;

export const permission = z.strictObject({
  effect,
  actions: z.array(z.string().max(50)).min(1, "choose at least one action").max(50),
  resource: resourceSelector,
});
export type Permission = z.infer<typeof permission>;

/** Drafts are stored and never evaluated. */
export const policyStatus = z.enum(["draft", "active"]);
export type PolicyStatus = z.infer<typeof policyStatus>;

const policyBody = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  status: policyStatus.default("active"),
  targets: z.array(target).min(1, "add at least one target").max(200),
  permissions: z.array(permission).min(1, "add at least one permission").max(200),
  tags: tags.default([]),
});
export type PolicyBody = z.infer<typeof policyBody>;
export { policyBody };

export const policy = policyBody.extend({
  id,
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  createdAt: timestamp,
  updatedAt: timestamp,
  updatedBy: z.string().describe("Name of whoever saved it last"),
});
export type Policy = z.infer<typeof policy>;

/** Something to know before or after saving, e.g. a target on a key that users set themselves. */
export const policyWarning = z.strictObject({
  code: z.enum(["any_subject", "any_resource", "self_settable_key", "matches_no_subject", "matches_no_resource"]),
  path: z.string().describe("Where in the policy, e.g. targets.0"),
  key: z.string().optional(),
});
export type PolicyWarning = z.infer<typeof policyWarning>;

const policySummary = policy.extend({
  subjectCount: z.number().int().describe("Run users and analyses it matches now"),
  resourceCount: z.number().int().describe("Resources its permissions name now"),
  warnings: z.array(policyWarning),
});
export type PolicySummary = z.infer<typeof policySummary>;

const sample = z.strictObject({ id, name: z.string() });
const matchPreview = z.strictObject({ count: z.number().int(), samples: z.array(sample) });

export const policyPreview = z.strictObject({
  targets: z.array(matchPreview),
  permissions: z.array(matchPreview),
  subjectCount: z.number().int(),
  resourceCount: z.number().int(),
  warnings: z.array(policyWarning),
  /** Why the policy cannot be saved as it stands; empty when it can. */
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })),
});
export type PolicyPreview = z.infer<typeof policyPreview>;

/**
 * What a subject may do with all resources of one type: plain data that the store turns into one SQL condition.
 * A resource passes when it is in `anyOf` and not in `noneOf`. `tags` are `key=value` pairs as stored.
 */
export interface ResourceSet {
  any: boolean;
  ids: string[];
  tags: string[];
}
export type ResourceFilter = { kind: "all" } | { kind: "none" } | { kind: "some"; anyOf: ResourceSet; noneOf: ResourceSet };

export const nearMiss = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("case"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("whitespace"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("spelling"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("other_value"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("key_spelling"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("missing_key"), key: z.string(), expected: z.string() }),
]);
export type NearMiss = z.infer<typeof nearMiss>;

export const ruleTrail = z.strictObject({
  policyId: id,
  policyName: z.string(),
  permissionIndex: z.number().int(),
  effect,
  /** Both sides matched: this rule took part in the decision. */
  isMatched: z.boolean(),
  targetMatches: z.boolean(),
  resourceMatches: z.boolean(),
  /** The target that matched, or the one that came nearest. */
  targetIndex: z.number().int(),
  /** How the subject or the resource missed; empty when it matched or nothing was near. */
  nearMisses: z.array(z.strictObject({ side: z.enum(["subject", "resource"]), miss: nearMiss })),
});
export type RuleTrail = z.infer<typeof ruleTrail>;

/** A single change that would turn the decision into allow. */
export const remedy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add_subject_tag"), key: z.string(), value: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("change_subject_tag"), key: z.string(), from: z.string(), to: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("add_resource_tag"), key: z.string(), value: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("change_resource_tag"), key: z.string(), from: z.string(), to: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("remove_deny"), policyId: id }),
]);
export type Remedy = z.infer<typeof remedy>;

export const explanation = z.strictObject({
  decision: effect,
  reason: z.enum(["allowed_by_policy", "denied_by_policy", "no_policy_allows", "subject_not_active"]),
  subject: z.strictObject({ type: subjectType, id, name: z.string(), status: z.string(), tags }),
  resource: z.strictObject({ type: resourceType, id, name: z.string(), tags }),
  action: z.string(),
  /** Every relevant rule: deciding ones first, then near misses. */
  rules: z.array(ruleTrail),
  /** Active policies in the profile, relevant or not. */
  policyCount: z.number().int(),
  remedies: z.array(remedy),
  accessRevision: z.number().int(),
  decidedAt: timestamp,
});
export type Explanation = z.infer<typeof explanation>;

const profileParams = z.strictObject({ profileId: id });
const policyParams = z.strictObject({ profileId: id, policyId: id });

export const accessRoutes = defineRoutes({
  catalogue: {
    method: "GET",
    path: "/api/v1/access/catalogue",
    summary: "Resource types, their actions and the match forms each takes",
    guard: { who: "administrator" },
    answer: {
      status: 200,
      body: z.record(
        resourceType,
        z.record(z.string(), z.object({ subjects: z.array(subjectType), matchForms: z.array(matchForm), category: z.string() })),
      ),
    },
  },
  listPolicies: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies",
    summary: "List policies with how many subjects and resources each matches now",
    guard: { who: "profile", analyses: false, writes: false },
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      status: oneOrMany(policyStatus),
      sort: z.enum(["name", "-name", "updatedAt", "-updatedAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(policySummary) },
  },
  createPolicy: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies",
    summary: "Create a policy; rules that can never fire are refused with the reason",
    guard: { who: "profile", analyses: false, writes: true },
    params: profileParams,
    body: policyBody,
    answer: { status: 201, body: policy },
  },
  previewPolicy: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies/preview",
    summary: "Count and sample who and what a draft would match, and what speaks against saving it",
    guard: { who: "profile", analyses: false, writes: false },
    params: profileParams,
    body: z.strictObject({ targets: z.array(target).max(200), permissions: z.array(permission).max(200) }),
    answer: { status: 200, body: policyPreview },
  },
  getPolicy: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Read a policy",
    guard: { who: "profile", analyses: false, writes: false },
    params: policyParams,
    answer: { status: 200, body: policy },
  },
  updatePolicy: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Replace a policy; 412 with the stored policy when somebody saved it meanwhile",
    guard: { who: "profile", analyses: false, writes: true },
    params: policyParams,
    body: policyBody,
    ifMatch: true,
    answer: { status: 200, body: policy },
  },
  deletePolicy: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Delete a policy",
    guard: { who: "profile", analyses: false, writes: true },
    params: policyParams,
    answer: { status: 204, body: z.null() },
  },
  explain: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/explain",
    summary: "Explain a decision: every rule considered, near misses, what would allow it",
    guard: { who: "profile", analyses: false, writes: false },
    params: profileParams,
    body: z.strictObject({
      subject: z.strictObject({ type: subjectType, id }),
      action: z.string().max(50),
      resource: z.strictObject({ type: resourceType, id }),
    }),
    answer: { status: 200, body: explanation },
  },
});
