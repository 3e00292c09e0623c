/**
 * Second factors and passkeys of one's own account, the proof that is asked again before sensitive acts, and the reset by an
 * administrator. See "factor" and "credential" in GLOSSARY.md.
 */
import { z } from "zod";
import { placeParams } from "./place.ts";
import { id, noContent, password, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { secondFactorMethod } from "./security-settings.ts";

/** How a second factor can be proved: with a factor of the account, or with one of its recovery codes. */
export const provingKind = z.enum([...secondFactorMethod.options, "recovery_code"]);
export type ProvingKind = z.infer<typeof provingKind>;

/** A way that is open to somebody who has to prove a second factor. */
export const provingMethod = z.strictObject({
  kind: provingKind,
  hint: z.string().nullable().describe("Where a code goes, mostly hidden: a…@example.com, or the last digits of a phone number"),
});
export type ProvingMethod = z.infer<typeof provingMethod>;

export const factor = z.strictObject({
  id,
  kind: secondFactorMethod,
  name: z.string(),
  hint: z.string().nullable(),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable(),
});
export type Factor = z.infer<typeof factor>;

/** Dashes, spaces and capital letters do not matter. */
export const factorCode = z.string().trim().min(1).max(64);

const phoneNumber = z
  .string()
  .trim()
  .regex(/^\+[1-9]\d{6,14}$/, "must be a phone number with its country, such as +4930123456")
  .describe("E.164");

const base64url = (lengthMax: number) =>
  z
    .string()
    .max(lengthMax)
    .regex(/^[\w-]+=*$/, "must be base64url");

/** What `navigator.credentials.get()` answered, as JSON (WebAuthn, section 5.1.8). */
export const passkeyAssertion = z.object({
  id: base64url(2000),
  rawId: base64url(2000),
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url(10_000),
    authenticatorData: base64url(10_000),
    signature: base64url(10_000),
    userHandle: base64url(100).nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** What `navigator.credentials.create()` answered, as JSON. */
export const passkeyAttestation = z.object({
  id: base64url(2000),
  rawId: base64url(2000),
  type: z.literal("public-key"),
  response: z.object({
    clientDataJSON: base64url(10_000),
    attestationObject: base64url(50_000),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestation>;

/** Options for the browser: pass them on as they are. */
export const passkeyOptions = z.looseObject({ challenge: z.string() });

/** What is to be added. */
export const newFactor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("totp") }),
  z.strictObject({ kind: z.literal("email_code") }),
  z.strictObject({ kind: z.literal("sms_code"), phoneNumber }),
  z.strictObject({ kind: z.literal("passkey") }),
]);
export type NewFactor = z.infer<typeof newFactor>;

const enrolmentBase = { factorId: id, expiresAt: timestamp };

/** A factor that counts once it is confirmed. */
export const enrolment = z.discriminatedUnion("kind", [
  z.strictObject({
    ...enrolmentBase,
    kind: z.literal("totp"),
    secret: z.string().describe("Base32, for whoever cannot scan"),
    uri: z.string().describe("otpauth://totp/…"),
    qr: z.array(z.string()).describe("The URI as a QR code: one text per row, 1 is dark; draw a border of 4 light modules around it"),
  }),
  z.strictObject({ ...enrolmentBase, kind: z.literal("email_code"), hint: z.string() }),
  z.strictObject({ ...enrolmentBase, kind: z.literal("sms_code"), hint: z.string() }),
  z.strictObject({ ...enrolmentBase, kind: z.literal("passkey"), options: passkeyOptions }),
]);
export type Enrolment = z.infer<typeof enrolment>;

const factorName = text(60).describe("What the person calls it");

/** A code for all kinds but passkeys, whose answer is `response`. */
export const enrolmentProof = z.union([
  z.strictObject({ code: factorCode, name: factorName.optional() }),
  z.strictObject({ response: passkeyAttestation, name: factorName.optional() }),
]);
export type EnrolmentProof = z.infer<typeof enrolmentProof>;

export const confirmedFactor = z.strictObject({
  factor,
  recoveryCodes: z.array(z.string()).nullable().describe("Shown this once, when the account has none yet; else null"),
});
export type ConfirmedFactor = z.infer<typeof confirmedFactor>;

/** What proves that whoever uses a session is still the person who began it. */
export const proof = z.union([
  z.strictObject({ password }),
  z.strictObject({ kind: z.enum(["totp", "email_code", "sms_code", "recovery_code"]), code: factorCode }),
  z.strictObject({ response: passkeyAssertion }),
]);
export type Proof = z.infer<typeof proof>;

const proofMethod = z.strictObject({ kind: z.enum(["password", ...provingKind.options]), hint: z.string().nullable() });
export type ProofMethod = z.infer<typeof proofMethod>;

/** What the rules of a profile, or of the deployment, ask of one person. */
export const secondFactorDemand = z.enum(["off", "optional", "due", "required"]);
export type SecondFactorDemand = z.infer<typeof secondFactorDemand>;

const accountFactors = z.strictObject({
  demand: secondFactorDemand.describe("due: required from `dueAt` on, and not yet"),
  dueAt: timestamp.nullable(),
  methods: z.array(secondFactorMethod).describe("Kinds that can be added"),
  items: z.array(factor),
  recoveryCodesLeft: z.number().int(),
});
export type AccountFactors = z.infer<typeof accountFactors>;

/** What an administrator sees of somebody's factors: no secret, no address. */
const factorsOfPerson = z.strictObject({
  demand: secondFactorDemand,
  dueAt: timestamp.nullable(),
  items: z.array(z.strictObject({ id, kind: secondFactorMethod, createdAt: timestamp, lastUsedAt: timestamp.nullable() })),
  recoveryCodesLeft: z.number().int(),
});
export type FactorsOfPerson = z.infer<typeof factorsOfPerson>;

const factorParams = placeParams.extend({ factorId: id });
const userParams = z.strictObject({ profileId: id, userId: id });
const administratorParams = z.strictObject({ administratorId: id });
const reset = z.strictObject({ reason: text(500) });
const guessing = { by: "caller", requestsPerMinuteMax: 20 } as const;

export const factorRoutes = defineRoutes({
  listFactors: {
    method: "GET",
    path: "/api/v1/places/:place/account/factors",
    summary: "Your second factors and passkeys, and what is asked of you",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: accountFactors },
  },
  startFactor: {
    method: "POST",
    path: "/api/v1/places/:place/account/factors",
    summary: "Begin to add a second factor or a passkey; one of the same kind, passkeys excepted, is replaced when it is confirmed",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: guessing,
    params: placeParams,
    body: newFactor,
    answer: { status: 201, body: enrolment },
  },
  confirmFactor: {
    method: "POST",
    path: "/api/v1/places/:place/account/factors/:factorId/confirm",
    summary: "Show that the new factor works; from then on it counts",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: guessing,
    params: factorParams,
    body: enrolmentProof,
    answer: { status: 200, body: confirmedFactor },
  },
  renameFactor: {
    method: "PATCH",
    path: "/api/v1/places/:place/account/factors/:factorId",
    summary: "Rename one of your factors",
    guard: { who: "account" },
    proof: "recent",
    params: factorParams,
    body: z.strictObject({ name: factorName }),
    answer: { status: 200, body: factor },
  },
  removeFactor: {
    method: "DELETE",
    path: "/api/v1/places/:place/account/factors/:factorId",
    summary: "Remove one of your factors; the last one stays while a second factor is required of you",
    guard: { who: "account" },
    proof: "recent",
    params: factorParams,
    answer: { status: 204, body: noContent },
  },
  renewRecoveryCodes: {
    method: "POST",
    path: "/api/v1/places/:place/account/recovery-codes",
    summary: "Make ten new recovery codes, shown this once; all earlier ones die",
    guard: { who: "account" },
    proof: "recent",
    rateLimit: guessing,
    params: placeParams,
    answer: { status: 201, body: z.strictObject({ recoveryCodes: z.array(z.string()) }) },
  },
  listUserFactors: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/users/:userId/factors",
    summary: "Which kinds of second factors a run user has",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: userParams,
    answer: { status: 200, body: factorsOfPerson },
  },
  resetUserFactors: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/users/:userId/factors/reset",
    summary:
      "Remove all second factors, passkeys and recovery codes of a run user who lost them; ends their sessions and tells them by mail",
    guard: { who: "profile", resource: "run_user", action: "set_password" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 30 },
    params: userParams,
    body: reset,
    answer: { status: 204, body: noContent },
  },
  listAdministratorFactors: {
    method: "GET",
    path: "/api/v1/administrators/:administratorId/factors",
    summary: "Which kinds of second factors an administrator has",
    guard: { who: "super_administrator" },
    params: administratorParams,
    answer: { status: 200, body: factorsOfPerson },
  },
  resetAdministratorFactors: {
    method: "POST",
    path: "/api/v1/administrators/:administratorId/factors/reset",
    summary: "Remove all second factors, passkeys and recovery codes of an administrator; ends their sessions and tells them by mail",
    guard: { who: "super_administrator" },
    proof: "recent",
    rateLimit: { by: "caller", requestsPerMinuteMax: 30 },
    params: administratorParams,
    body: reset,
    answer: { status: 204, body: noContent },
  },
});

/** Step-up: being signed in is not enough for sensitive acts. */
export const proofRoutes = defineRoutes({
  getProof: {
    method: "GET",
    path: "/api/v1/places/:place/session/proof",
    summary: "Until when your last proof of identity counts, and how you can give another",
    guard: { who: "account" },
    params: placeParams,
    answer: { status: 200, body: z.strictObject({ provedUntil: timestamp, methods: z.array(proofMethod) }) },
  },
  startProof: {
    method: "POST",
    path: "/api/v1/places/:place/session/proof/challenge",
    summary: "A challenge for proving again with a passkey",
    guard: { who: "account" },
    rateLimit: guessing,
    params: placeParams,
    answer: { status: 200, body: z.strictObject({ options: passkeyOptions }) },
  },
  sendProofCode: {
    method: "POST",
    path: "/api/v1/places/:place/session/proof/code",
    summary: "Send yourself a code for proving again",
    guard: { who: "account" },
    rateLimit: { by: "caller", requestsPerMinuteMax: 6 },
    params: placeParams,
    body: z.strictObject({ kind: z.enum(["email_code", "sms_code"]) }),
    answer: { status: 200, body: z.strictObject({ expiresAt: timestamp }) },
  },
  proveAgain: {
    method: "POST",
    path: "/api/v1/places/:place/session/proof",
    summary: "Prove again who you are; the session gets a new token in its cookie",
    guard: { who: "account" },
    rateLimit: guessing,
    params: placeParams,
    body: proof,
    answer: { status: 200, body: z.strictObject({ provedUntil: timestamp }) },
  },
});
