/** What a change of access would do, computed over the whole population before it is saved. */
import { z } from "zod";
import { policy, policyBody, policyWarning } from "./access.ts";
import { subjectType } from "./catalogue.ts";
import { conditions } from "./conditions.ts";
import { groupBody } from "./groups.ts";
import { cursor, id, limit, page, tag, tagFilter, tagKey, tags, tagValue, timestamp } from "./primitives.ts";
import { assignmentBody, roleBody } from "./roles.ts";
import { defineRoutes } from "./route.ts";
import { userFilterBody } from "./users.ts";

/** Whose tags a change is about. */
export const chosen = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(1000) }),
  z.strictObject({ tag: tagFilter }),
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({
    filter: userFilterBody.describe("As in the list of users; of dashboards and devices only `search` and `tag` count"),
    until: timestamp.optional().describe("Leaves out whoever was created after it"),
  }),
]);
export type Chosen = z.infer<typeof chosen>;

/** Replaces a key, or one value of it, wherever it occurs. */
const tagRename = z.union([
  z.strictObject({ key: tagKey, to: tagKey }),
  z.strictObject({ key: tagKey, value: tagValue, toValue: tagValue }),
]);

export const taggedType = z.enum(["run_user", "analysis", "dashboard", "device"]);

/** One step of a planned change. An id that is left out stands for something new. */
export const accessChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("put_policy"), policyId: id.optional(), policy: policyBody }),
  z.strictObject({ kind: z.literal("delete_policy"), policyId: id }),
  z.strictObject({ kind: z.literal("put_role"), roleId: id.optional(), role: roleBody }),
  z.strictObject({ kind: z.literal("delete_role"), roleId: id }),
  z.strictObject({ kind: z.literal("put_group"), groupId: id.optional(), group: groupBody }),
  z.strictObject({ kind: z.literal("delete_group"), groupId: id }),
  z.strictObject({
    kind: z.literal("change_group_members"),
    groupId: id,
    add: z.array(id).max(1000).default([]),
    remove: z.array(id).max(1000).default([]),
  }),
  z.strictObject({ kind: z.literal("assign_role"), assignment: assignmentBody.omit({ reason: true }) }),
  z.strictObject({ kind: z.literal("end_assignment"), assignmentId: id }),
  z.strictObject({
    kind: z.literal("retag"),
    of: taggedType,
    which: chosen,
    rename: z.array(tagRename).max(50).default([]).describe("Applied first"),
    remove: z.array(tag).max(100).default([]),
    removeKeys: z.array(tagKey).max(100).default([]).describe("With whatever values"),
    addIfAbsent: tags.default([]).describe("Only for whoever carries no value of the key by then"),
    add: tags.default([]).describe("Applied last"),
  }),
]);
export type AccessChange = z.infer<typeof accessChange>;

export const accessChanges = z.array(accessChange).min(1, "add at least one change").max(50);

const named = z.strictObject({ id: z.string(), name: z.string() });

/**
 * One combination of tags and ids that gains or loses access, whoever carries them today. All that is listed is needed
 * at once; whoever carries more gains or loses as well, as far as no deny among `except` matches.
 */
export const accessCombination = z.strictObject({
  subject: z.strictObject({
    type: subjectType,
    /** Null for whoever carries the rest. */
    id: named.nullable(),
    tags: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    keys: z.array(z.string()).describe("Carries the key, whatever its value"),
    groups: z.array(named).describe("Member by hand, or by a rule that the tags alone do not tell"),
    roles: z.array(named).describe("Given directly"),
  }),
  resource: z.strictObject({
    type: z.string(),
    id: named.nullable(),
    tags: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    matchKeys: z.array(z.string()).describe("Carries a value of the key that the subject carries too"),
  }),
  actions: z.array(z.string()),
  conditions: z.array(conditions).describe("All of them hold; empty when it does not depend on any"),
  /** Names of policies and roles that deny some of it: whoever they match neither gains nor loses. */
  except: z.array(named),
  /** In words, in English. */
  sentence: z.string(),
  /** Of today. Null where nobody counts them, e.g. for resources of another application. */
  subjectCount: z.number().int().nullable(),
  resourceCount: z.number().int().nullable(),
});
export type AccessCombination = z.infer<typeof accessCombination>;

/** The exact difference between two sets of rules, over everybody and everything that could ever exist. */
export const accessDifference = z.strictObject({
  proven: z.enum(["no_new_access", "no_lost_access", "no_change"]).nullable().describe("What is certain, whoever comes"),
  gains: z.array(accessCombination),
  losses: z.array(accessCombination),
  isCapped: z.boolean().describe("There are more combinations than are listed"),
});
export type AccessDifference = z.infer<typeof accessDifference>;

const impactSide = z.strictObject({
  pairs: z.number().int().describe("Subject and resource pairs, each counted once however many actions change"),
  subjects: z.number().int(),
  resources: z.number().int(),
  byAction: z.array(z.strictObject({ type: z.string(), action: z.string(), pairs: z.number().int() })),
});
const beforeAfter = z.strictObject({ before: z.number().int(), after: z.number().int() });

export const accessImpact = z.strictObject({
  subjectsMatched: beforeAfter.describe("Subjects that the changed rules name"),
  resourcesMatched: beforeAfter.describe("Resources that the changed rules name"),
  gained: impactSide,
  lost: impactSide,
  administrators: z.strictObject({ count: z.number().int(), samples: z.array(named) }).describe("Limited administrators who gain or lose"),
  difference: accessDifference,
  warnings: z.array(policyWarning),
  needsReason: z.boolean().describe("It takes access from somebody: saving asks for `reason`"),
  needsTypedName: z
    .string()
    .nullable()
    .describe("It touches administrators or uses `any`: saving asks for `confirmName` with exactly this name"),
  /** With many different conditions at once only the likely combinations of them are looked at; the difference stays exact. */
  isExact: z.boolean(),
  accessRevision: z.number().int(),
  computedAt: timestamp,
});
export type AccessImpact = z.infer<typeof accessImpact>;

/** A subject with all that it gains or loses. */
export const impactItem = z.strictObject({
  subject: z.strictObject({ type: subjectType, id, name: z.string() }),
  rights: z.array(
    z.strictObject({
      type: z.string(),
      actions: z.array(z.string()),
      count: z.number().int().describe("Resources"),
      samples: z.array(named).describe("The first of them"),
      isConditional: z.boolean().describe("Only while certain conditions hold"),
    }),
  ),
});
export type ImpactItem = z.infer<typeof impactItem>;

const profileParams = z.strictObject({ profileId: id });
// Asked with a body, but nothing is written.
const read = { who: "profile", resource: "access_management", action: "access", writes: false } as const;
const edit = { who: "profile", resource: "access_management", action: "edit" } as const;
// Heavier than any list: a whole population is looked at.
const heavy = { by: "caller", requestsPerMinuteMax: 60 } as const;
const side = z.enum(["gains", "losses"]);

export const impactRoutes = defineRoutes({
  previewImpact: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/impact",
    summary: "Say what a change would do: who would gain and lose what, over everybody, and the exact difference",
    guard: read,
    params: profileParams,
    body: z.strictObject({ changes: accessChanges }),
    answer: { status: 200, body: accessImpact },
    rateLimit: heavy,
  },
  listImpact: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/impact/items",
    summary: "List who would gain or lose, with what, page by page",
    guard: read,
    params: profileParams,
    body: z.strictObject({ changes: accessChanges, of: side, search: z.string().max(200).optional(), limit, cursor }),
    answer: { status: 200, body: page(impactItem) },
    rateLimit: heavy,
  },
  exportImpact: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/impact/export",
    summary: "Export who would gain or lose as CSV, one line for each subject and resource",
    guard: read,
    params: profileParams,
    body: z.strictObject({ changes: accessChanges, of: side }),
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
    rateLimit: { by: "caller", requestsPerMinuteMax: 10 },
  },
  compareAccess: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/difference",
    summary: "The exact difference that changes of policies, roles and groups make, over everything that could ever exist",
    guard: read,
    params: profileParams,
    body: z.strictObject({
      changes: accessChanges,
      startingFrom: accessChanges
        .optional()
        .describe("Changes of rules that make the starting point, e.g. an earlier version; the rules in force when left out"),
    }),
    answer: { status: 200, body: accessDifference },
    rateLimit: heavy,
  },
  confirmPolicy: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/policies/:policyId/confirm",
    summary: "Keep a policy that would otherwise go back to its previous version by itself",
    guard: edit,
    params: z.strictObject({ profileId: id, policyId: id }),
    answer: { status: 200, body: policy },
  },
});
