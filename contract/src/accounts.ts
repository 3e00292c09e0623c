/** What people do with their own account besides signing in, and acting as a user for support. */
import { z } from "zod";
import { placeParams } from "./place.ts";
import { cursor, emailAddress, id, language, limit, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { oneTimeCode } from "./sign-in.ts";

const linkToken = z.string().min(1).max(200);
const profileParams = z.strictObject({ profileId: id });
const onlyToken = z.strictObject({ token: linkToken });
const guesses = { by: "caller", requestsPerMinuteMax: 20 } as const;
const strangers = { by: "address", requestsPerMinuteMax: 20 } as const;

/** What becomes of an account whose owner asks for its deletion. */
export const ownDeletion = z.strictObject({
  isOffered: z.boolean(),
  deletesByItself: z.boolean().describe("Otherwise somebody decides, and the person is told so"),
  graceDays: z.number().int().describe("For how long it can be taken back"),
  requestedAt: timestamp.nullable().describe("Null: not asked for"),
  dueAt: timestamp.nullable().describe("When the account goes; null where somebody decides"),
});
export type OwnDeletion = z.infer<typeof ownDeletion>;

export const deletionRequest = z.strictObject({
  id,
  user: z.strictObject({ id, name: z.string(), email: z.string() }),
  reason: z.string().nullable(),
  requestedAt: timestamp,
  dueAt: timestamp.nullable().describe("When it happens by itself; null: when somebody decides"),
  isHandedOver: z.boolean().describe("A webhook or an analysis was told and may decide"),
});
export type DeletionRequest = z.infer<typeof deletionRequest>;

const file = z.strictObject({ fileName: z.string(), mediaType: z.string(), content: z.string() });

export const accountRoutes = defineRoutes({
  requestEmailChange: {
    method: "POST",
    path: "/api/v1/places/:place/account/email",
    summary: "Have a code sent to your new address; the answer does not tell whether somebody else has it",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 6 },
    params: placeParams,
    body: z.strictObject({ email: emailAddress }),
    answer: { status: 200, body: z.strictObject({ expiresAt: timestamp }) },
  },
  confirmEmailChange: {
    method: "POST",
    path: "/api/v1/places/:place/account/email/confirm",
    summary: "Use your new address, with the code that was sent to it; the old one is told and can undo it",
    guard: { who: "account" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ code: oneTimeCode }),
    answer: { status: 200, body: z.strictObject({ email: z.string() }) },
  },
  redeemEmailChange: {
    method: "POST",
    path: "/api/v1/places/:place/email-change/redeem",
    summary: "The same with the link that was sent to the new address",
    guard: { who: "public" },
    rateLimit: strangers,
    params: placeParams,
    body: onlyToken,
    answer: { status: 204, body: z.null() },
  },
  undoEmailChange: {
    method: "POST",
    path: "/api/v1/places/:place/email-change/undo",
    summary: "Go back to the old address, with the link that was sent to it; every session ends",
    guard: { who: "public" },
    rateLimit: strangers,
    params: placeParams,
    body: onlyToken,
    answer: { status: 204, body: z.null() },
  },
  setOwnLanguage: {
    method: "PUT",
    path: "/api/v1/places/:place/account/language",
    summary: "Say which language you read: mails to you are written in it, and pages on a device where you chose none",
    guard: { who: "account" },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: placeParams,
    body: z.strictObject({ language: language.nullable().describe("Null: the profile's") }),
    answer: { status: 204, body: z.null() },
  },
  getOwnDeletion: {
    method: "GET",
    path: "/api/v1/places/:place/account/deletion",
    summary: "Whether and how your account can be deleted, and whether you have asked for it",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: ownDeletion },
  },
  requestDeletion: {
    method: "POST",
    path: "/api/v1/places/:place/account/deletion",
    summary: "Ask for the deletion of your account",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 6 },
    params: placeParams,
    body: z.strictObject({ reason: text(1000).optional() }).default({}),
    answer: { status: 200, body: ownDeletion },
  },
  cancelDeletion: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/deletion",
    summary: "Take your request for deletion back",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: ownDeletion },
  },
  undoDeletion: {
    method: "POST",
    path: "/api/v1/places/:place/deletion/undo",
    summary: "The same with the link of the mail about it",
    guard: { who: "public" },
    rateLimit: strangers,
    params: placeParams,
    body: onlyToken,
    answer: { status: 204, body: z.null() },
  },
  downloadOwnData: {
    method: "POST",
    path: "/api/v1/places/:place/account/download",
    summary: "Everything that is kept about you, for machines (json) or to read (html); no secrets",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 6 },
    params: placeParams,
    body: z.strictObject({ format: z.enum(["json", "html"]).default("json") }),
    answer: { status: 200, body: file },
  },
  listDeletionRequests: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/deletion-requests",
    summary: "Who has asked for the deletion of their account, oldest first",
    guard: { who: "profile", resource: "run_user", action: "delete" },
    params: profileParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(deletionRequest) },
  },
  decideDeletion: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/deletion-requests/:requestId/decision",
    summary: "Delete the account, or refuse; the person is told",
    guard: { who: "profile", resource: "run_user", action: "delete" },
    proof: "recent",
    params: profileParams.extend({ requestId: id }),
    body: z.strictObject({ decision: z.enum(["delete", "refuse"]), reason: text(500).optional() }),
    answer: { status: 204, body: z.null() },
  },
  loginAs: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/login-as",
    summary: "Act as a run user for support: read-only unless asked otherwise, for a limited time, with both names in the audit log",
    guard: { who: "profile", resource: "run_user", action: "login_as_user" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: profileParams.extend({ userId: id }),
    body: z.strictObject({
      reason: text(500),
      minutes: z.number().int().min(1).max(480).default(30).describe("At most what the profile's security settings say"),
      mayWrite: z.boolean().default(false),
    }),
    answer: { status: 201, body: z.strictObject({ sessionId: id, url: z.string(), expiresAt: timestamp, isReadOnly: z.boolean() }) },
  },
});
