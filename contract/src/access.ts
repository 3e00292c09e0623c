/** Access Management: policies are targets (to whom) times permissions (what). Deny always wins; default is deny. */
import { z } from "zod";
import { actionName, catalogueAction, effect, resourceTypeName, subjectType } from "./catalogue.ts";
import { circumstances, conditionName, conditions } from "./conditions.ts";
import { policyTests } from "./policy-tests.ts";
import { cursor, id, limit, oneOrMany, page, tagKey, tagValue, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { changeReason, pendingRevert, revertAfterMinutes } from "./versions.ts";

export const target = z.discriminatedUnion("match", [
  z.strictObject({ subject: subjectType, match: z.literal("any") }),
  z.strictObject({ subject: subjectType, match: z.literal("id"), id }),
  z.strictObject({ subject: subjectType, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z.strictObject({ subject: subjectType, match: z.literal("tag_match"), key: tagKey }).describe("Carries the key, whatever its value"),
  z.strictObject({ subject: subjectType, match: z.literal("role"), id }).describe("Holds the role now, directly or by inheritance"),
  z.strictObject({ subject: subjectType, match: z.literal("group"), id }).describe("Is in the group or in one below it"),
]);
export type Target = z.infer<typeof target>;

/** Resources of added types keep the ids that their own application gives them. */
export const resourceId = z.string().min(1).max(200);

export const resourceSelector = z.discriminatedUnion("match", [
  z.strictObject({ type: resourceTypeName, match: z.literal("any") }),
  z.strictObject({ type: resourceTypeName, match: z.literal("id"), id: resourceId }),
  z.strictObject({ type: resourceTypeName, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z
    .strictObject({ type: resourceTypeName, match: z.literal("tag_match"), key: tagKey })
    .describe("The resource carries a value of the key that the subject carries too"),
]);
export type ResourceSelector = z.infer<typeof resourceSelector>;

export const permission = z.strictObject({
  effect,
  actions: z.array(actionName).min(1, "choose at least one action").max(50),
  resource: resourceSelector,
});
export type Permission = z.infer<typeof permission>;

/** Drafts are stored and never evaluated; monitored ones are evaluated and logged, never enforced. */
export const policyStatus = z.enum(["draft", "monitor", "active"]);
export type PolicyStatus = z.infer<typeof policyStatus>;

const policyBody = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  status: policyStatus.default("active"),
  targets: z.array(target).min(1, "add at least one target").max(200),
  permissions: z.array(permission).min(1, "add at least one permission").max(200),
  conditions: conditions.default({}),
  tags: tags.default([]),
});
export type PolicyBody = z.infer<typeof policyBody>;
export { policyBody };

/** Checks that an author may set aside with a reason. */
export const policyOverride = z.enum(["self_settable_key", "policy_test_failed"]);
export type PolicyOverride = z.infer<typeof policyOverride>;

/** Mark of the file that a policy is kept in, e.g. its repository: only a save with the same mark changes the policy. */
export const ownershipMark = text(100);

/** What a save sends: the policy, and why. `tests` and `managedBy` stay as they are when left out. */
export const policySave = policyBody.extend({
  tests: policyTests.optional(),
  managedBy: ownershipMark.nullable().optional().describe("Ownership mark; null hands the policy over to the console"),
  reason: changeReason.optional(),
  overrides: z.array(policyOverride).max(10).default([]).describe("Checks to set aside; asks for a reason"),
  confirmName: text(100).optional().describe("Name of the policy, typed again: asked for where `any` or an administrator is touched"),
  revertAfterMinutes,
});
export type PolicySaveBody = z.infer<typeof policySave>;

export const policy = policyBody.extend({
  id,
  tests: policyTests,
  managedBy: ownershipMark.nullable().describe("Mark of the file that the policy is kept in; null when the console keeps it"),
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  createdAt: timestamp,
  updatedAt: timestamp,
  updatedBy: z.string().describe("Name of whoever saved it last"),
  pendingRevert,
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

const sample = z.strictObject({ id: resourceId, name: z.string() });
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

/** How one thing that a rule asks for was missed. */
export const nearMiss = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("case"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("whitespace"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("spelling"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("other_value"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("key_spelling"), key: z.string(), expected: z.string(), actual: z.string() }),
  z.strictObject({ kind: z.literal("missing_key"), key: z.string(), expected: z.string() }),
  z
    .strictObject({ kind: z.literal("wrong_object"), key: z.string(), expected: z.string() })
    .describe("The tag is not on this side, where the rule asks for it, but on the other"),
  z.strictObject({
    kind: z.literal("condition"),
    condition: conditionName,
    expected: z.string(),
    actual: z.string().nullable().describe("The value used; null where nothing is known"),
    timeZone: z.string().optional(),
    isHoliday: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal("group_not_joined"), groupId: id, groupName: z.string() }),
  z.strictObject({ kind: z.literal("role_not_held"), roleId: id, roleName: z.string() }),
  z
    .strictObject({
      kind: z.literal("role_not_in_force"),
      roleId: id,
      roleName: z.string(),
      condition: conditionName,
      expected: z.string(),
      actual: z.string().nullable(),
      timeZone: z.string().optional(),
      isHoliday: z.boolean().optional(),
    })
    .describe("Given, directly or through a group, but not now"),
]);
export type NearMiss = z.infer<typeof nearMiss>;

/** One step on the way from a subject to the target that it matches. */
export const pathStep = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("group"), id, name: z.string(), via: z.enum(["hand", "rule", "group_below"]) }),
  z.strictObject({ kind: z.literal("role"), id, name: z.string() }),
]);
export type PathStep = z.infer<typeof pathStep>;

export const ruleTrail = z.strictObject({
  /** A role's permissions are rules for whoever holds it: `policyId` and `policyName` are then the role's. */
  source: z.enum(["policy", "role"]),
  policyId: id,
  policyName: z.string(),
  permissionIndex: z.number().int(),
  effect,
  /** Both sides matched and the conditions held: this rule took part in the decision. */
  isMatched: z.boolean(),
  targetMatches: z.boolean(),
  resourceMatches: z.boolean(),
  conditionsHold: z.boolean(),
  /** The target that matched, or the one that came nearest. */
  targetIndex: z.number().int(),
  /** Groups and roles through which the subject matches the target; empty when it matches by what is its own. */
  path: z.array(pathStep),
  /** How the rule was missed; empty when it matched or nothing was near. */
  nearMisses: z.array(z.strictObject({ side: z.enum(["subject", "resource", "circumstances"]), miss: nearMiss })),
});
export type RuleTrail = z.infer<typeof ruleTrail>;

/** A single change that would turn the decision into allow. `policyId` is the policy or role whose rule would then allow it. */
export const remedy = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add_subject_tag"), key: z.string(), value: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("change_subject_tag"), key: z.string(), from: z.string(), to: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("add_resource_tag"), key: z.string(), value: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("change_resource_tag"), key: z.string(), from: z.string(), to: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("join_group"), groupId: id, groupName: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("assign_role"), roleId: id, roleName: z.string(), policyId: id }),
  z.strictObject({ kind: z.literal("wait_until"), at: timestamp, policyId: id }),
  z.strictObject({ kind: z.literal("use_second_factor"), policyId: id }),
  z.strictObject({ kind: z.literal("use_trusted_device"), policyId: id }),
  z.strictObject({ kind: z.literal("remove_deny"), policyId: id }).describe("All denying rules belong to this policy or role"),
]);
export type Remedy = z.infer<typeof remedy>;

export const explanation = z.strictObject({
  decision: effect,
  reason: z.enum(["allowed_by_policy", "denied_by_policy", "no_policy_allows", "subject_not_active"]),
  subject: z.strictObject({ type: subjectType, id, name: z.string(), status: z.string(), tags }),
  resource: z.strictObject({ type: resourceTypeName, id: resourceId, name: z.string(), tags }),
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

/** What a person must pass on the way to a resource, in this order; what comes after a broken link is not reached. */
export const chainLink = z.discriminatedUnion("link", [
  z.strictObject({ link: z.literal("account"), state: z.enum(["ok", "no"]), status: z.string() }),
  z.strictObject({
    link: z.literal("session"),
    state: z.enum(["ok", "no", "not_reached", "not_applicable"]).describe("`no`: nobody is signed in with it now; analyses have none"),
    sessions: z.number().int().describe("That are open now"),
  }),
  z.strictObject({ link: z.literal("resource"), state: z.enum(["ok", "no", "not_reached"]) }),
  z.strictObject({
    link: z.literal("widgets"),
    state: z.enum(["ok", "no", "not_reached", "not_applicable"]).describe("`no`: some widget's data is denied; dashboards only"),
    allowed: z.number().int(),
    denied: z.array(z.strictObject({ id, title: z.string() })),
  }),
]);
export type ChainLink = z.infer<typeof chainLink>;

/** An explanation of a stored subject and resource, now or at a past moment. */
export const fullExplanation = explanation.extend({
  chain: z.array(chainLink),
  /** The circumstances that were judged. */
  circumstances: z.strictObject({
    at: timestamp,
    address: z.string().nullable(),
    isDeviceTrusted: z.boolean(),
    hasSecondFactor: z.boolean(),
  }),
  /** For each remedy, in order: how many others would be able to do the same by it. */
  remedyReach: z.array(z.number().int()),
  /** The moment whose rules, tags, groups and roles were judged; null for now. */
  asOf: timestamp.nullable(),
});
export type FullExplanation = z.infer<typeof fullExplanation>;

/** What a run user may learn about a refusal: only that, and when, it would be allowed. */
export const shortRefusal = z.strictObject({
  resource: z.strictObject({ type: resourceTypeName, id: resourceId, name: z.string() }),
  /** Each would allow it by itself. */
  unmet: z.array(
    z.strictObject({
      condition: conditionName,
      expected: z.string(),
      actual: z.string().nullable(),
      timeZone: z.string().optional(),
    }),
  ),
});
export type ShortRefusal = z.infer<typeof shortRefusal>;

const profileParams = z.strictObject({ profileId: id });
const policyParams = z.strictObject({ profileId: id, policyId: id });

export const accessRoutes = defineRoutes({
  getCatalogue: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/catalogue",
    summary: "Resource types of this profile, their actions and the match forms each takes",
    guard: { who: "profile", resource: "access_management", action: "access" },
    params: profileParams,
    answer: { status: 200, body: z.record(z.string(), z.record(z.string(), catalogueAction)) },
  },
  listPolicies: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies",
    summary: "List policies with how many subjects and resources each matches now",
    guard: { who: "profile", resource: "access_management", action: "access" },
    params: profileParams,
    query: z.strictObject({
      search: z.string().max(200).optional(),
      status: oneOrMany(policyStatus),
      managedBy: ownershipMark.optional(),
      sort: z.enum(["name", "-name", "updatedAt", "-updatedAt"]).default("name"),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(policySummary) },
  },
  createPolicy: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies",
    summary: "Create a policy; rules that can never fire, and tests that fail, are refused with the reason",
    guard: { who: "profile", resource: "access_management", action: "create" },
    params: profileParams,
    body: policySave,
    bodyBytesMax: 1024 * 1024,
    answer: { status: 201, body: policy },
  },
  previewPolicy: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies/preview",
    summary: "Count and sample who and what a draft would match, and what speaks against saving it",
    guard: { who: "profile", resource: "access_management", action: "access", writes: false },
    params: profileParams,
    body: z.strictObject({ targets: z.array(target).max(200), permissions: z.array(permission).max(200) }),
    answer: { status: 200, body: policyPreview },
  },
  getPolicy: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Read a policy",
    guard: { who: "profile", resource: "access_management", action: "access" },
    params: policyParams,
    answer: { status: 200, body: policy },
  },
  updatePolicy: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Replace a policy; 412 with the stored policy when somebody saved it meanwhile",
    guard: { who: "profile", resource: "access_management", action: "edit" },
    params: policyParams,
    body: policySave,
    bodyBytesMax: 1024 * 1024,
    ifMatch: true,
    answer: { status: 200, body: policy },
  },
  deletePolicy: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/policies/:policyId",
    summary: "Delete a policy; its versions stay and one of them can be restored",
    guard: { who: "profile", resource: "access_management", action: "delete" },
    params: policyParams,
    query: z.strictObject({
      reason: changeReason.optional(),
      overrides: oneOrMany(policyOverride),
      confirmName: text(100).optional(),
    }),
    answer: { status: 204, body: z.null() },
  },
  explain: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/explain",
    summary: "Explain a decision: every rule considered, near misses, what would allow it",
    guard: { who: "profile", resource: "access_management", action: "access", writes: false },
    params: profileParams,
    body: z.strictObject({
      subject: z.strictObject({ type: subjectType, id }),
      action: actionName,
      resource: z.strictObject({ type: resourceTypeName, id: resourceId }),
      circumstances: circumstances.prefault({}),
      asOf: timestamp.optional().describe("Judge by the rules, tags, groups and roles of this moment"),
    }),
    answer: { status: 200, body: fullExplanation },
  },
});
