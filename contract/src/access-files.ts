/** Access rules as a file: names instead of ids, so that the same file means the same on another server. */
import { z } from "zod";
import { actionName, effect, resourceTypeName, subjectType } from "./catalogue.ts";
import { circumstances, conditions } from "./conditions.ts";
import { groupRule } from "./groups.ts";
import { id, tagKey, tagValue, tags, text } from "./primitives.ts";
import { assigneeType } from "./roles.ts";
import { defineRoutes } from "./route.ts";
import { tagKeyBody } from "./tag-keys.ts";

/** A name as the console shows it; an e-mail address for run users and administrators; an id where names are not unique. */
const reference = z.string().min(1).max(300);

const fileTarget = z.discriminatedUnion("match", [
  z.strictObject({ subject: subjectType, match: z.literal("any") }),
  z.strictObject({ subject: subjectType, match: z.literal("id"), name: reference }),
  z.strictObject({ subject: subjectType, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z.strictObject({ subject: subjectType, match: z.literal("tag_match"), key: tagKey }),
  z.strictObject({ subject: subjectType, match: z.literal("role"), name: reference }),
  z.strictObject({ subject: subjectType, match: z.literal("group"), name: reference }),
]);

const fileSelector = z.discriminatedUnion("match", [
  z.strictObject({ type: resourceTypeName, match: z.literal("any") }),
  z.strictObject({ type: resourceTypeName, match: z.literal("id"), name: reference }),
  z.strictObject({ type: resourceTypeName, match: z.literal("tag"), key: tagKey, value: tagValue }),
  z.strictObject({ type: resourceTypeName, match: z.literal("tag_match"), key: tagKey }),
]);

const filePermission = z.strictObject({ effect, actions: z.array(actionName).min(1).max(50), resource: fileSelector });
export type FilePermission = z.infer<typeof filePermission>;

const fileTest = z.strictObject({
  name: text(100),
  subject: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("id"), type: subjectType, name: reference }),
    z.strictObject({
      kind: z.literal("hypothetical"),
      type: subjectType,
      tags: tags.default([]),
      groups: z.array(reference).max(50).default([]),
      roles: z.array(reference).max(50).default([]),
    }),
  ]),
  action: actionName,
  resource: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("id"), type: resourceTypeName, name: reference }),
    z.strictObject({ kind: z.literal("hypothetical"), type: resourceTypeName, tags: tags.default([]) }),
  ]),
  circumstances: circumstances.prefault({}),
  expected: effect,
});

const filePolicy = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  status: z.enum(["draft", "monitor", "active"]).default("active"),
  targets: z.array(fileTarget).min(1).max(200),
  permissions: z.array(filePermission).min(1).max(200),
  conditions: conditions.default({}),
  tags: tags.default([]),
  tests: z.array(fileTest).max(100).default([]),
});
export type FilePolicy = z.infer<typeof filePolicy>;

const fileRole = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  permissions: z.array(filePermission).max(200).default([]),
  includes: z.array(reference).max(50).default([]),
  conditions: conditions.default({}),
});
export type FileRole = z.infer<typeof fileRole>;

/** A group of more is no configuration: its members are people's data and come from an import or a tag rule. */
export const fileMembersMax = 10_000;

const fileGroup = z.strictObject({
  name: text(100),
  description: text(2000, 0).default(""),
  parent: reference.nullable().default(null),
  rule: groupRule.nullable().default(null),
  tags: tags.default([]),
  members: z
    .array(reference)
    .max(fileMembersMax)
    .optional()
    .describe("Everybody who is a member by hand, by e-mail address; only in a file with people"),
});
export type FileGroup = z.infer<typeof fileGroup>;

const fileAssignment = z.strictObject({
  role: reference,
  assignee: z.strictObject({ type: assigneeType, name: reference }),
  conditions: conditions.default({}).describe("`from` and `until` say when the assignment begins and ends"),
  reason: text(500),
});
export type FileAssignment = z.infer<typeof fileAssignment>;

export const accessFile = z.strictObject({
  version: z.literal(1),
  withPeople: z
    .boolean()
    .default(false)
    .describe("The file speaks of people as well: members by hand, and roles given to somebody. Otherwise both stay as they are"),
  tagKeys: z.array(tagKeyBody).max(5000).default([]),
  groups: z.array(fileGroup).max(5000).default([]),
  roles: z.array(fileRole).max(1000).default([]),
  policies: z.array(filePolicy).max(10_000).default([]),
  assignments: z.array(fileAssignment).max(10_000).default([]).describe("Roles given to groups, and with people to somebody"),
});
export type AccessFile = z.infer<typeof accessFile>;

const plannedChange = z.strictObject({
  action: z.enum(["create", "update", "delete"]),
  type: z.enum(["tag_key", "group", "role", "policy", "assignment"]),
  id: id.nullable(),
  name: z.string(),
  /** Paths that differ, e.g. `permissions.0.actions`. */
  changes: z.array(z.strictObject({ path: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type PlannedChange = z.infer<typeof plannedChange>;

export const accessPlan = z.strictObject({
  changes: z.array(plannedChange),
  unchanged: z.number().int(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).describe("Empty when the file can be applied"),
  /** What the change means for anybody, today or later; a line each. */
  difference: z.strictObject({
    isNoNewAccess: z.boolean().describe("Proven: nobody can gain anything by it, whatever tags they will carry"),
    gains: z.array(z.string()),
    losses: z.array(z.string()),
  }),
});
export type AccessPlan = z.infer<typeof accessPlan>;

const profileParams = z.strictObject({ profileId: id });

export const accessFileRoutes = defineRoutes({
  exportAccess: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/file",
    summary: "Tag keys, groups, roles, policies and assignments as one document with names instead of ids",
    guard: { who: "profile", unrestricted: true, writes: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: profileParams,
    query: z.strictObject({
      withPeople: z.stringbool().default(false).describe("With members by hand and roles given to people, who are named by e-mail address"),
    }),
    answer: { status: 200, body: accessFile },
  },
  planAccess: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/file/plan",
    summary: "What applying a document would create, change and delete, and who could gain or lose by it",
    guard: { who: "profile", unrestricted: true, writes: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    bodyBytesMax: 8 * 1024 * 1024,
    params: profileParams,
    body: z.strictObject({ file: accessFile, mark: text(100) }),
    answer: { status: 200, body: accessPlan },
  },
  applyAccess: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/file/apply",
    summary: "Create, change and delete until what carries the mark is exactly what the document says; all or nothing",
    guard: { who: "profile", unrestricted: true, writes: true },
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    bodyBytesMax: 8 * 1024 * 1024,
    params: profileParams,
    body: z.strictObject({
      file: accessFile,
      mark: text(100).describe("Ownership mark, e.g. the file's repository: what carries it and is not in the file any more is deleted"),
      reason: text(500),
    }),
    answer: { status: 200, body: accessPlan },
  },
});
