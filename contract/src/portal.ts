/** What the end-user portal of one profile needs to sign people up and in. */
import { z } from "zod";

import { shortRefusal } from "./access.ts";
import { emailAddress, id, language, password, tagValue, text, timestamp } from "./primitives.ts";
import { signupSettings } from "./profiles.ts";
import { defineRoutes } from "./route.ts";
import { ownSession, secondFactorDueAt } from "./sessions.ts";
import { botCheck, oneTimeCode, signInStep } from "./sign-in.ts";

const visibleSignupField = z.strictObject({
  type: z.enum(["text", "number"]),
  name: z.string(),
  label: z.string(),
  isRequired: z.boolean(),
});
export type VisibleSignupField = z.infer<typeof visibleSignupField>;

/** Public: nothing here may reveal more than the portal's own front page does. */
export const portalInfo = z.strictObject({
  name: z.string(),
  slug: z.string(),
  language: z.string(),
  timeZone: z.string(),
  signup: z.strictObject({
    isEnabled: z.boolean(),
    verification: signupSettings.shape.verification,
    fields: z.array(visibleSignupField),
  }),
});
export type PortalInfo = z.infer<typeof portalInfo>;

export const portalMe = z.strictObject({
  user: z.strictObject({ id, name: z.string(), email: z.string(), language: z.string().nullable() }),
  session: ownSession,
  secondFactorDueAt,
});
export type PortalMe = z.infer<typeof portalMe>;

const portalParams = z.strictObject({ slug: z.string().max(50) });

export const portalRoutes = defineRoutes({
  getPortal: {
    method: "GET",
    path: "/api/v1/portal/:slug",
    summary: "The portal's front page: name, language, sign-up form",
    guard: { who: "public" },
    params: portalParams,
    answer: { status: 200, body: portalInfo },
  },
  signUp: {
    method: "POST",
    path: "/api/v1/portal/:slug/sign-up",
    summary: "Register; the answers of the profile's own fields become tags. The answer is the same for an address that is known",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 10 },
    params: portalParams,
    body: z.strictObject({
      name: text(100),
      email: emailAddress,
      password,
      answers: z.record(z.string().max(100), tagValue).default({}),
      language: language.optional().describe("What the person reads; without it, the profile's language"),
      botCheck,
    }),
    answer: {
      status: 200,
      body: z.strictObject({
        outcome: z
          .enum(["sign_in", "check_mail", "wait_for_approval"])
          .describe("By the profile's settings alone: sign in with what was typed, confirm the address, or wait for an administrator"),
        reference: z.string().describe("Keep it in the tab: with it, confirming the address keeps the password"),
        expiresAt: timestamp.describe("Until then the mailed code and link are valid"),
      }),
    },
  },
  confirmSignUp: {
    method: "POST",
    path: "/api/v1/portal/:slug/sign-up/confirm",
    summary: "Confirm the address, with the code in the tab where one registered, or with the link anywhere; signs in",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 30 },
    params: portalParams,
    body: z.union([
      z.strictObject({ email: emailAddress, code: oneTimeCode, reference: z.string().max(100) }),
      z.strictObject({
        token: z.string().min(1).max(200),
        reference: z.string().max(100).optional(),
        password: password
          .optional()
          .describe("Needed where the reference is missing: the one typed before shows nothing about the address"),
      }),
    ]),
    answer: { status: 200, body: signInStep },
  },
  getPortalMe: {
    method: "GET",
    path: "/api/v1/portal/:slug/session",
    summary: "The signed-in run user",
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    answer: { status: 200, body: portalMe },
  },
  getConsoleSession: {
    method: "GET",
    path: "/api/v1/portal/:slug/console-session",
    summary: "Whether roles or policies give you something to do in the console",
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    answer: { status: 200, body: z.strictObject({ isAvailable: z.boolean() }) },
  },
  startConsoleSession: {
    method: "POST",
    path: "/api/v1/portal/:slug/console-session",
    summary: "Sign in to the console as well, for run users who have something to do there",
    guard: { who: "portal", anonymous: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: portalParams,
    answer: { status: 201, body: z.strictObject({ profileId: id }) },
  },
  portalSignOut: {
    method: "DELETE",
    path: "/api/v1/portal/:slug/session",
    summary: "Sign out of the portal",
    openToActing: true,
    guard: { who: "portal", anonymous: false },
    params: portalParams,
    answer: { status: 204, body: z.null() },
  },
  updatePortalMe: {
    method: "PATCH",
    path: "/api/v1/portal/:slug/session/user",
    summary: "Change your own name",
    guard: { who: "portal", anonymous: false },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    params: portalParams,
    body: z.strictObject({ name: text(100) }),
    answer: { status: 200, body: portalMe },
  },
  redeemPortalPasswordLink: {
    method: "POST",
    path: "/api/v1/portal/:slug/password-links/redeem",
    summary: "Choose a password with a one-time link",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 20 },
    params: portalParams,
    body: z.strictObject({ token: z.string().max(200), password }),
    answer: { status: 204, body: z.null() },
  },
  explainRefusal: {
    method: "GET",
    path: "/api/v1/portal/:slug/dashboards/:dashboardId/refusal",
    summary: "Why a dashboard is closed to you now, where nothing but the circumstances keeps you out; else 404",
    guard: { who: "portal", anonymous: false },
    params: z.strictObject({ slug: z.string().max(50), dashboardId: id }),
    answer: { status: 200, body: shortRefusal },
  },
  openShare: {
    method: "GET",
    path: "/api/v1/portal/:slug/share",
    summary: "What a share link opens, a dashboard or one widget of it; the link's token is sent as bearer token",
    guard: { who: "portal", anonymous: true },
    params: portalParams,
    answer: { status: 200, body: z.strictObject({ dashboardId: id, widgetId: id.nullable() }) },
  },
});
