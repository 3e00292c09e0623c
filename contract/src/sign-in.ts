/**
 * Signing in, the same for the console and every portal. Each call that proves something answers with the next step; a
 * ticket ties the steps together and tells nothing by itself.
 */
import { z } from "zod";
import { enrolment, enrolmentProof, factorCode, newFactor, passkeyAssertion, passkeyOptions, provingMethod } from "./factors.ts";
import { placeParams } from "./place.ts";
import { emailAddress, id, password, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { passwordRules, secondFactorMethod } from "./security-settings.ts";

export const signInTicket = z
  .string()
  .max(100)
  .regex(/^[\w-]+$/)
  .describe("From the step before; valid for ten minutes");
/** A mailed code; spaces and hyphens in it do not count. */
export const oneTimeCode = z
  .string()
  .max(40)
  .transform((value) => value.replaceAll(/[\s-]/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "must be the six digits that were sent"));
export const botCheck = z.string().max(4000).optional().describe("Solution of the challenge of getBotCheck, base64");

/** What comes next. */
export const signInStep = z.discriminatedUnion("step", [
  z.strictObject({
    step: z.literal("signed_in"),
    placeOfReturn: z.string().nullable().describe("Where to go instead of the page asked for"),
  }),
  z.strictObject({ step: z.literal("second_factor"), ticket: signInTicket, expiresAt: timestamp, methods: z.array(provingMethod) }),
  z.strictObject({
    step: z.literal("enrol_second_factor"),
    ticket: signInTicket,
    expiresAt: timestamp,
    kinds: z.array(secondFactorMethod).describe("What may be set up"),
  }),
  z.strictObject({
    step: z.literal("change_password"),
    ticket: signInTicket,
    expiresAt: timestamp,
    reason: z.enum(["temporary", "expired"]),
  }),
  z.strictObject({ step: z.literal("wait_for_device"), reference: z.string() }),
]);
export type SignInStep = z.infer<typeof signInStep>;

/** A code, or what a passkey answered. */
const secondFactorProof = z.union([
  z.strictObject({ kind: z.enum(["totp", "email_code", "sms_code", "recovery_code"]), code: factorCode }),
  z.strictObject({ response: passkeyAssertion }),
]);

export const signInOptions = z.strictObject({
  name: z.string().describe("Of the portal; Latchkey for the console"),
  language: z.string(),
  methods: z.array(z.enum(["password", "code", "passkey"])),
  isBotCheckDemanded: z.boolean().describe("Every form needs a solved challenge; otherwise only whoever is told so"),
  canSelfReset: z.boolean(),
  passwordRules,
  sessionHours: z.number().int().describe("How long a session lasts at most, unless a role says less"),
  idleMinutes: z.number().int().nullable().describe("After how long without a call it ends; null: never"),
  mayTrust: z.boolean().describe("People may mark their own devices as trusted"),
});
export type SignInOptions = z.infer<typeof signInOptions>;

const sent = z.strictObject({ expiresAt: timestamp });
const step = { status: 200, body: signInStep } as const;
const guesses = { by: "address", requestsPerMinuteMax: 30 } as const;
const mails = { by: "address", requestsPerMinuteMax: 10 } as const;

export const signInRoutes = defineRoutes({
  getSignInOptions: {
    method: "GET",
    path: "/api/v1/places/:place/sign-in",
    summary: "How one signs in here, and the rules for passwords",
    guard: { who: "public" },
    params: placeParams,
    answer: { status: 200, body: signInOptions },
  },
  signInWithPassword: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/password",
    summary: "Sign in with a password",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ email: emailAddress, password, botCheck }),
    answer: step,
  },
  requestSignInCode: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/code",
    summary: "Mail a sign-in code, if there is such an account; the answer is the same either way",
    guard: { who: "public" },
    rateLimit: mails,
    params: placeParams,
    body: z.strictObject({ email: emailAddress, botCheck }),
    answer: { status: 200, body: sent },
  },
  signInWithCode: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/code/redeem",
    summary: "Sign in with a mailed code",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ email: emailAddress, code: oneTimeCode, botCheck }),
    answer: step,
  },
  startPasskeySignIn: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/passkey/challenge",
    summary: "A challenge for any passkey of this place",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 60 },
    params: placeParams,
    answer: { status: 200, body: z.strictObject({ ticket: signInTicket, options: passkeyOptions }) },
  },
  signInWithPasskey: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/passkey",
    summary: "Sign in with a passkey",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket, response: passkeyAssertion }),
    answer: step,
  },
  sendSecondFactorCode: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/second-factor/code",
    summary: "Send a code for the second factor",
    guard: { who: "public" },
    rateLimit: mails,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket, kind: z.enum(["email_code", "sms_code"]) }),
    answer: { status: 200, body: sent },
  },
  startSecondFactorPasskey: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/second-factor/challenge",
    summary: "A challenge for one's own passkeys",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket }),
    answer: { status: 200, body: z.strictObject({ options: passkeyOptions }) },
  },
  proveSecondFactor: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/second-factor",
    summary: "Prove the second factor",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({
      ticket: signInTicket,
      proof: secondFactorProof,
      trustThisDevice: z.boolean().default(false).describe("Where the rules let people do so"),
    }),
    answer: step,
  },
  startEnrolment: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/enrolment",
    summary: "Begin to set up the second factor that is required",
    guard: { who: "public" },
    rateLimit: mails,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket, factor: newFactor }),
    answer: { status: 200, body: enrolment },
  },
  confirmEnrolment: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/enrolment/confirm",
    summary: "Finish setting up the second factor; recovery codes are shown this once",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket, factorId: id, proof: enrolmentProof }),
    answer: { status: 200, body: z.strictObject({ next: signInStep, recoveryCodes: z.array(z.string()).nullable() }) },
  },
  signInWithNewPassword: {
    method: "POST",
    path: "/api/v1/places/:place/sign-in/new-password",
    summary: "Choose a new password where the old one was temporary or has expired",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.strictObject({ ticket: signInTicket, newPassword: password }),
    answer: step,
  },
  requestPasswordReset: {
    method: "POST",
    path: "/api/v1/places/:place/password-reset",
    summary: "Mail a code and a link to choose a new password, if there is such an account; the answer is the same either way",
    guard: { who: "public" },
    rateLimit: mails,
    params: placeParams,
    body: z.strictObject({ email: emailAddress, botCheck }),
    answer: { status: 200, body: sent },
  },
  resetPassword: {
    method: "POST",
    path: "/api/v1/places/:place/password-reset/redeem",
    summary: "Choose a new password with the mailed link or code; every session ends",
    guard: { who: "public" },
    rateLimit: guesses,
    params: placeParams,
    body: z.union([
      z.strictObject({ token: z.string().min(1).max(200), password }),
      z.strictObject({ email: emailAddress, code: oneTimeCode, password, botCheck }),
    ]),
    answer: { status: 204, body: z.null() },
  },
  getBotCheck: {
    method: "GET",
    path: "/api/v1/places/:place/bot-check",
    summary: "A proof-of-work challenge in the form of ALTCHA, made and checked by this server alone",
    guard: { who: "public" },
    rateLimit: { by: "address", requestsPerMinuteMax: 60 },
    params: placeParams,
    answer: {
      status: 200,
      body: z.strictObject({
        algorithm: z.string(),
        challenge: z.string().describe("Hexadecimal SHA-256 of the salt followed by the number to find"),
        maxnumber: z.number().int(),
        salt: z.string(),
        signature: z.string(),
      }),
    },
  },
  changeOwnPassword: {
    method: "PUT",
    path: "/api/v1/places/:place/account/password",
    summary: "Change your own password with the present one; your other sessions end",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: placeParams,
    body: z.strictObject({ currentPassword: password, newPassword: password }),
    answer: { status: 204, body: z.null() },
  },
});
