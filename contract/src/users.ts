/** A run user is an end user of one profile's portal. */
import { z } from "zod";
import { passwordLink, sendMail } from "./administrators.ts";
import { cursor, emailAddress, id, language, limit, oneOrMany, page, password, tagFilter, tags, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { tagKeyBody } from "./tag-keys.ts";
import { consent } from "./versions.ts";

export const userStatus = z.enum(["invited", "pending", "active", "suspended", "deleted"]);
export type UserStatus = z.infer<typeof userStatus>;

/** What other applications call a user; unique in the profile, exact case. */
export const externalId = text(200);

/** Where the user came from. */
export const userSource = z.enum(["console", "api", "sign_up", "command_line"]);

export const user = z.strictObject({
  id,
  name: z.string(),
  email: z.string().nullable().describe("Null for the anonymous user only"),
  externalId: z.string().nullable().describe("What other applications call this person"),
  status: userStatus,
  isAnonymous: z.boolean(),
  source: userSource,
  tags,
  language: z
    .string()
    .nullable()
    .describe("What this person reads, in mails and where nothing else was chosen; null: the profile's language"),
  hasPassword: z.boolean(),
  createdAt: timestamp,
  updatedAt: timestamp,
  lastSignInAt: timestamp.nullable(),
  suspendedAt: timestamp.nullable(),
  deletedAt: timestamp.nullable(),
});
export type User = z.infer<typeof user>;

export const userSort = z.enum(["name", "-name", "email", "-email", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"]);
export type UserSort = z.infer<typeof userSort>;

/** The filters of the user list; the export takes the same. */
export const userFilter = z.strictObject({
  search: z.string().max(200).optional().describe("Part of the name or e-mail, or an exact id or external id"),
  status: oneOrMany(userStatus).describe("Without it, everybody but the deleted"),
  tag: oneOrMany(tagFilter).describe("All of them must be met"),
  source: oneOrMany(userSource),
  externalId: z.string().max(200).optional().describe("Exact"),
  group: id.optional().describe("In this group or in one below it, by hand or by rule"),
  role: id.optional().describe("Holds this role now, directly or by inheritance"),
  lastSignIn: z
    .string()
    .regex(/^(never|[<>]\d{1,4}d)$/, "must be never, <30d (within 30 days) or >30d (longer ago, or never)")
    .optional()
    .describe("never, <30d (within 30 days) or >30d (longer ago, or never)"),
});
export type UserFilter = z.infer<typeof userFilter>;

/** The same in a body, where a list is always a list. */
export const userFilterBody = userFilter.extend({
  status: z.array(userStatus).max(50).optional(),
  tag: z.array(tagFilter).max(50).optional(),
  source: z.array(userSource).max(50).optional(),
});

const profileParams = z.strictObject({ profileId: id });
const userParams = z.strictObject({ profileId: id, userId: id });

/** Either a password, or `sendLink` for a one-time link with which the person chooses one. */
const createUserBody = z.strictObject({
  name: text(100),
  email: emailAddress,
  password: password.optional().describe("Without it, the answer carries a link with which the person chooses one"),
  passwordHash: z.string().min(1).max(512).optional().describe("Instead: as another system stored it; for callers whom no rule governs"),
  isPasswordTemporary: z.boolean().default(false).describe("The person must choose another one at the first sign-in"),
  tags: tags.default([]),
  externalId: externalId.optional(),
  language: language.optional().describe("Without it, the profile's"),
  sendMail,
});

const registeredFacts = tagKeyBody.omit({ key: true });

export const userRoutes = defineRoutes({
  listUsers: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users",
    summary: "List run users with search, filters, sort and keyset paging",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: profileParams,
    query: userFilter.extend({ sort: userSort.default("name"), limit, cursor }),
    answer: { status: 200, body: page(user) },
  },
  exportUsers: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/export",
    summary: "Stream the filtered users as CSV, one column per tag key, safe in spreadsheets",
    guard: { who: "profile", resource: "run_user", action: "access" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: profileParams,
    query: userFilter.extend({
      format: z.enum(["safe", "raw"]).default("safe").describe("safe neutralises spreadsheet formulas; raw is for machines"),
    }),
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
  },
  createUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users",
    summary: "Create a run user, with a password or with a link to choose one",
    guard: { who: "profile", resource: "run_user", action: "create" },
    params: profileParams,
    body: createUserBody,
    answer: { status: 201, body: z.strictObject({ user, passwordLink: passwordLink.nullable() }) },
  },
  getUser: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId",
    summary: "Read a run user",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: userParams,
    answer: { status: 200, body: user },
  },
  updateUser: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/users/:userId",
    summary: "Change details or replace the tag list",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams,
    body: z.strictObject({
      name: text(100).optional(),
      email: emailAddress.optional(),
      tags: tags.optional(),
      externalId: externalId.nullable().optional().describe("Null takes it away"),
      language: language.nullable().optional().describe("Null: the profile's"),
      ...consent,
    }),
    answer: { status: 200, body: user },
  },
  suspendUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/suspend",
    summary: "Suspend: ends every session on the next request",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams,
    body: z.strictObject({ reason: text(500).optional() }).default({}),
    answer: { status: 200, body: user },
  },
  approveUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/approve",
    summary: "Let somebody in who signed up and waits; a mail tells them",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams,
    answer: { status: 200, body: user },
  },
  rejectUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/reject",
    summary: "Turn somebody away who signed up and waits; restorable like any deleted user",
    guard: { who: "profile", resource: "run_user", action: "delete" },
    params: userParams,
    body: z.strictObject({ reason: text(500).optional() }).default({}),
    answer: { status: 200, body: user },
  },
  reinstateUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/reinstate",
    summary: "Let a suspended user in again",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams,
    answer: { status: 200, body: user },
  },
  deleteUser: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId",
    summary: "Delete; restorable for 30 days",
    guard: { who: "profile", resource: "run_user", action: "delete" },
    proof: "recent",
    params: userParams,
    answer: { status: 204, body: z.null() },
  },
  restoreUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/restore",
    summary: "Bring a deleted user back with the same id and tags",
    guard: { who: "profile", resource: "run_user", action: "delete" },
    params: userParams,
    answer: { status: 200, body: user },
  },
  setUserPassword: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/users/:userId/password",
    summary: "Set a user's password; ends their sessions",
    guard: { who: "profile", resource: "run_user", action: "set_password" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: userParams,
    body: z.strictObject({ password, isTemporary: z.boolean().default(false).describe("A new one must be chosen at the next sign-in") }),
    answer: { status: 204, body: z.null() },
  },
  createUserPasswordLink: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/password-link",
    summary: "Make a one-time link with which the user chooses a password",
    guard: { who: "profile", resource: "run_user", action: "set_password" },
    proof: "recent",
    params: userParams,
    body: z.strictObject({ sendMail }).default({ sendMail: true }),
    answer: { status: 201, body: passwordLink },
  },
  createAnonymousUser: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/anonymous-user",
    summary: "Create the one anonymous user; a second attempt is refused",
    guard: { who: "profile", resource: "run_user", action: "create" },
    params: profileParams,
    body: z.strictObject({ tags: tags.default([]) }).default({ tags: [] }),
    answer: { status: 201, body: user },
  },
  listTagKeys: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tag-keys",
    summary: "Known and registered tag keys of users, dashboards, devices or analyses, with counts",
    guard: { who: "profile", anyRight: true },
    params: profileParams,
    query: z.strictObject({ of: z.enum(["run_user", "dashboard", "device", "analysis"]), search: z.string().max(100).optional() }),
    answer: {
      status: 200,
      body: z.strictObject({
        items: z.array(
          z.strictObject({
            key: z.string(),
            count: z.number().int(),
            isSetByUsers: z.boolean().describe("Users choose the value themselves: by a sign-up field, or because the registry lets them"),
            registered: registeredFacts.nullable().describe("What the registry says about the key; null when it has no entry"),
          }),
        ),
      }),
    },
  },
  listTagValues: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tag-values",
    summary: "Known and allowed values of a tag key, with counts",
    guard: { who: "profile", anyRight: true },
    params: profileParams,
    query: z.strictObject({
      of: z.enum(["run_user", "dashboard", "device", "analysis"]),
      key: z.string().max(100),
      search: z.string().max(200).optional(),
    }),
    answer: { status: 200, body: z.strictObject({ items: z.array(z.strictObject({ value: z.string(), count: z.number().int() })) }) },
  },
  listUserDashboards: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/dashboards",
    summary: "The dashboards this user may access now",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: userParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(z.strictObject({ id, name: z.string(), tags })) },
  },
});
