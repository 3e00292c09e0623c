/** Administrators work in the console; super administrators are over the whole deployment. */
import { z } from "zod";
import { emailAddress, id, page, password, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { ownSession, secondFactorDueAt } from "./sessions.ts";

export const administratorStatus = z.enum(["invited", "active", "suspended"]);

const membership = z.strictObject({
  id,
  name: z.string(),
  isLimited: z.boolean().describe("They may do there what roles and policies allow; otherwise everything"),
});

export const administrator = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  isSuper: z.boolean(),
  status: administratorStatus,
  profiles: z.array(membership).describe("Profiles this administrator is a member of"),
  language: z.string().nullable().describe("What this administrator reads in mails; null: English"),
  createdAt: timestamp,
  lastSignInAt: timestamp.nullable(),
});
export type Administrator = z.infer<typeof administrator>;

/** A link that lets a person choose their password once. Shown to the administrator who made it, to pass on. */
export const passwordLink = z.strictObject({
  url: z.string(),
  expiresAt: timestamp,
  isMailed: z.boolean().describe("A message with it is on its way to the person too"),
});
export type PasswordLink = z.infer<typeof passwordLink>;

/** Whether the person gets the link by mail too; without a mail server it waits in the mail log. */
export const sendMail = z.boolean().default(true).describe("Mail the link to the person too, where a mail server is configured");
const linkBody = z.strictObject({ sendMail }).default({ sendMail: true });

/** Whoever is signed in to the console: an administrator, or a run user to whom roles or policies give something to do in it. */
export const me = z.strictObject({
  kind: z.enum(["administrator", "run_user"]),
  administrator: administrator.nullable(),
  user: z.strictObject({ id, name: z.string(), email: z.string(), profileId: id, slug: z.string() }).nullable(),
  profiles: z.array(membership).describe("An administrator's memberships; a run user's own profile"),
  language: z.string().nullable().describe("What they read; null: they never said"),
  session: ownSession,
  secondFactorDueAt,
});

const administratorParams = z.strictObject({ administratorId: id });

export const administratorRoutes = defineRoutes({
  getSetup: {
    method: "GET",
    path: "/api/v1/setup",
    summary: "Whether the first administrator is still to be created",
    guard: { who: "public" },
    answer: { status: 200, body: z.strictObject({ isNeeded: z.boolean() }) },
  },
  completeSetup: {
    method: "POST",
    path: "/api/v1/setup",
    summary: "Create the first super administrator with the one-time token that the server printed",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 20 },
    body: z.strictObject({ token: z.string().max(200), name: text(100), email: emailAddress, password }),
    answer: { status: 201, body: me },
  },
  getMe: {
    method: "GET",
    path: "/api/v1/session",
    summary: "Who is signed in to the console",
    guard: { who: "console" },
    answer: { status: 200, body: me },
  },
  signOut: {
    method: "DELETE",
    path: "/api/v1/session",
    summary: "Sign out of the console",
    guard: { who: "console" },
    answer: { status: 204, body: z.null() },
  },
  updateMe: {
    method: "PATCH",
    path: "/api/v1/session/administrator",
    summary: "Change your own name",
    guard: { who: "administrator" },
    body: z.strictObject({ name: text(100) }),
    answer: { status: 200, body: administrator },
  },
  redeemPasswordLink: {
    method: "POST",
    path: "/api/v1/password-links/redeem",
    summary: "Choose a console password with a one-time link",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 20 },
    body: z.strictObject({ token: z.string().max(200), password }),
    answer: { status: 204, body: z.null() },
  },
  listAdministrators: {
    method: "GET",
    path: "/api/v1/administrators",
    summary: "List all administrators of the deployment",
    guard: { who: "super_administrator" },
    answer: { status: 200, body: page(administrator) },
  },
  createAdministrator: {
    method: "POST",
    path: "/api/v1/administrators",
    summary: "Create an administrator; the answer carries a link with which they choose a password",
    guard: { who: "super_administrator" },
    proof: "recent",
    body: z.strictObject({
      name: text(100),
      email: emailAddress,
      isSuper: z.boolean().default(false),
      profileIds: z.array(id).max(1000).default([]),
      limitedProfileIds: z
        .array(id)
        .max(1000)
        .default([])
        .describe("Those of `profileIds` in which only roles and policies allow anything"),
      sendMail,
    }),
    answer: { status: 201, body: z.strictObject({ administrator, passwordLink }) },
  },
  updateAdministrator: {
    method: "PATCH",
    path: "/api/v1/administrators/:administratorId",
    summary: "Rename, promote, demote, suspend or reinstate; the last active super administrator is protected",
    guard: { who: "super_administrator" },
    proof: "recent",
    params: administratorParams,
    body: z.strictObject({
      name: text(100).optional(),
      isSuper: z.boolean().optional(),
      status: z.enum(["active", "suspended"]).optional(),
      profileIds: z.array(id).max(1000).optional().describe("A membership that is kept stays as limited as it is"),
      limitedProfileIds: z
        .array(id)
        .max(1000)
        .optional()
        .describe("Those of the memberships in which only roles and policies allow anything"),
    }),
    answer: { status: 200, body: administrator },
  },
  deleteAdministrator: {
    method: "DELETE",
    path: "/api/v1/administrators/:administratorId",
    summary: "Delete an administrator; the last active super administrator is protected",
    guard: { who: "super_administrator" },
    proof: "recent",
    params: administratorParams,
    answer: { status: 204, body: z.null() },
  },
  createAdministratorPasswordLink: {
    method: "POST",
    path: "/api/v1/administrators/:administratorId/password-link",
    summary: "Make a fresh one-time link with which the administrator chooses a password",
    guard: { who: "super_administrator" },
    proof: "recent",
    params: administratorParams,
    body: linkBody,
    answer: { status: 201, body: passwordLink },
  },
});
