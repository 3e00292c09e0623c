/** Where somebody is signed in, as the person and as administrators see it. */
import { z } from "zod";
import { placeParams } from "./place.ts";
import { id, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

/** How a session came about. */
export const sessionMethod = z.enum(["password", "code", "passkey", "sign_up", "setup", "portal", "login_as", "sso", "command_line"]);
export type SessionMethod = z.infer<typeof sessionMethod>;

/** What a browser says it is; it may lie, so that nothing is decided by it. */
export const browserFacts = z.strictObject({
  browser: z.string().nullable().describe("Such as Firefox 140"),
  system: z.string().nullable().describe("Operating system, such as Windows 11"),
  kind: z.enum(["desktop", "mobile", "tablet", "other"]),
});
export type BrowserFacts = z.infer<typeof browserFacts>;

export const session = z.strictObject({
  id,
  place: z.enum(["console", "portal"]),
  method: sessionMethod,
  hasSecondFactor: z.boolean(),
  isCurrent: z.boolean(),
  device: browserFacts.extend({
    id: id.nullable().describe("Of the known device; null where none is known"),
    name: z.string().nullable().describe("Given by the person"),
    isTrusted: z.boolean(),
  }),
  address: z.string().nullable(),
  country: z.string().nullable().describe("Approximate; null where no country file is configured or the address is in none"),
  actingName: z.string().nullable().describe("Who acts as the user, for support; null in the person's own sessions"),
  createdAt: timestamp,
  lastSeenAt: timestamp.describe("Exact to the minute"),
  expiresAt: timestamp.describe("At the latest, however much it is used"),
  idleEndsAt: timestamp.nullable().describe("When it ends unless it is used before; null where that is no earlier than `expiresAt`"),
});
export type Session = z.infer<typeof session>;

/** What somebody is told about the session they are in. */
export const ownSession = z.strictObject({
  id,
  createdAt: timestamp,
  expiresAt: timestamp,
  actingName: z.string().nullable().describe("Who acts as the user, for support; null in the person's own sessions"),
  isReadOnly: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSession>;

/** For the countdown. */
export const secondFactorDueAt = timestamp
  .nullable()
  .describe("From when on a second factor is required of them, while they have none yet; null where none is going to be");

/** One try to sign in, good or refused. */
export const signInRecord = z.strictObject({
  at: timestamp,
  isOk: z.boolean(),
  method: sessionMethod.nullable().describe("Null where it is not known, as for refused ones"),
  device: browserFacts,
  address: z.string().nullable(),
  country: z.string().nullable(),
});
export type SignInRecord = z.infer<typeof signInRecord>;

const sessionList = z.strictObject({ items: z.array(session) });
const ended = z.strictObject({ ended: z.number().int().describe("How many sessions ended") });

const ownParams = placeParams.extend({ sessionId: id });
const userParams = z.strictObject({ profileId: id, userId: id });
const administratorParams = z.strictObject({ administratorId: id });

export const sessionRoutes = defineRoutes({
  listOwnSessions: {
    method: "GET",
    path: "/api/v1/places/:place/account/sessions",
    summary: "Where you are signed in, the current session first",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: sessionList },
  },
  endOwnSession: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/sessions/:sessionId",
    summary: "Sign out somewhere else; refused there from the next request on",
    guard: { who: "account" },
    proof: "recent",
    params: ownParams,
    answer: { status: 204, body: z.null() },
  },
  endOwnSessions: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/sessions",
    summary: "Sign out everywhere else, or everywhere",
    guard: { who: "account" },
    proof: "recent",
    params: placeParams,
    query: z.strictObject({ which: z.enum(["others", "all"]).default("others") }),
    answer: { status: 200, body: ended },
  },
  listOwnSignIns: {
    method: "GET",
    path: "/api/v1/places/:place/account/sign-ins",
    summary: "Your last twenty sign-ins, the refused ones included, newest first",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: z.strictObject({ items: z.array(signInRecord) }) },
  },
  watchSession: {
    method: "GET",
    path: "/api/v1/places/:place/session/stream",
    summary: "Server-sent events: `ready` at once, then `ended` within a second after the session has ended",
    openToActing: true,
    guard: { who: "account" },
    rateLimit: { by: "caller", requestsPerMinuteMax: 120 },
    params: placeParams,
    answer: { status: 200, body: z.string(), contentType: "text/event-stream" },
  },

  listUserSessions: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/sessions",
    summary: "Where a run user is signed in",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: userParams,
    answer: { status: 200, body: sessionList },
  },
  endUserSession: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId/sessions/:sessionId",
    summary: "End one session of a run user; refused from its next request on",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams.extend({ sessionId: id }),
    answer: { status: 204, body: z.null() },
  },
  endUserSessions: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/users/:userId/sessions",
    summary: "Sign a run user out everywhere",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    params: userParams,
    answer: { status: 200, body: ended },
  },

  listAdministratorSessions: {
    method: "GET",
    path: "/api/v1/administrators/:administratorId/sessions",
    summary: "Where an administrator is signed in",
    guard: { who: "super_administrator" },
    params: administratorParams,
    answer: { status: 200, body: sessionList },
  },
  endAdministratorSession: {
    method: "DELETE",
    path: "/api/v1/administrators/:administratorId/sessions/:sessionId",
    summary: "End one session of an administrator",
    guard: { who: "super_administrator" },
    params: administratorParams.extend({ sessionId: id }),
    answer: { status: 204, body: z.null() },
  },
  endAdministratorSessions: {
    method: "DELETE",
    path: "/api/v1/administrators/:administratorId/sessions",
    summary: "Sign an administrator out everywhere",
    guard: { who: "super_administrator" },
    params: administratorParams,
    answer: { status: 200, body: ended },
  },
});
