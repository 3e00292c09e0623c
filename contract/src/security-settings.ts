/** How people sign in to one portal, or to the console: rules for passwords, second factors, sessions, devices and places. */
import { z } from "zod";
import { addressRange, weeklyHours } from "./conditions.ts";
import { emailAddress, id, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const passwordRules = z.strictObject({
  lengthMin: z.number().int().min(8).max(64).default(10),
  upperAndLowerCase: z.boolean().default(false),
  lettersAndNumbers: z.boolean().default(false),
  specialCharacters: z.boolean().default(false),
  refuseCommon: z.boolean().default(true).describe("Passwords that are known from breaches or easy to guess"),
  refuseIdentity: z.boolean().default(true).describe("The person's name or e-mail address inside"),
  historyCount: z.number().int().min(0).max(24).default(0).describe("How many earlier passwords may not come back"),
  ageDaysMax: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .nullable()
    .default(null)
    .describe("After how many days a new one must be chosen; null: never"),
});
export type PasswordRules = z.infer<typeof passwordRules>;

const signInMethods = z.strictObject({
  password: z.boolean().default(true),
  emailCode: z.boolean().default(true),
  passkey: z.boolean().default(true),
});

const lockoutRules = z.strictObject({
  attemptsMax: z.number().int().min(3).max(100).default(5).describe("Failed tries for one identifier before it has to wait"),
  addressAttemptsMax: z.number().int().min(5).max(10_000).default(50).describe("Failed tries from one address, whoever they were for"),
  delaySeconds: z.number().int().min(5).max(3600).default(30).describe("The first wait; each further failure doubles it"),
  delaySecondsMax: z.number().int().min(30).max(86_400).default(3600),
});
export type LockoutRules = z.infer<typeof lockoutRules>;

export const secondFactorMethod = z.enum(["totp", "email_code", "sms_code", "passkey"]);
export type SecondFactorMethod = z.infer<typeof secondFactorMethod>;

const secondFactorRules = z.strictObject({
  rule: z.enum(["off", "optional", "required"]).default("optional"),
  requiredFrom: timestamp.nullable().default(null).describe("Until then people are reminded; null: at once"),
  requiredRoleIds: z.array(id).max(100).default([]).describe("With `optional`: holders of these roles need one all the same"),
  methods: z.array(secondFactorMethod).min(1, "choose at least one method").default(["totp", "email_code", "passkey"]),
});
export type SecondFactorRules = z.infer<typeof secondFactorRules>;

const sessionLimits = z.strictObject({
  absoluteHours: z.number().int().min(1).max(26_280).nullable().default(null).describe("Null: as the server is set"),
  idleMinutes: z.number().int().min(5).max(525_600).nullable().default(null).describe("Null: no idle limit"),
});

const sessionRules = sessionLimits.extend({
  parallelMax: z.number().int().min(1).max(1000).nullable().default(null).describe("1: a single session"),
  whenFull: z.enum(["refuse_new", "end_oldest"]).default("end_oldest"),
  stepUpMinutes: z.number().int().min(1).max(1440).default(15).describe("How long a proof of identity counts for sensitive acts"),
  byRole: z
    .array(sessionLimits.extend({ roleId: id }))
    .max(100)
    .default([])
    .describe("The strictest limit counts"),
});
export type SessionRules = z.infer<typeof sessionRules>;

const deviceRules = z.strictObject({
  onlyApproved: z.boolean().default(false).describe("A device that nobody approved waits for an administrator"),
  mayTrust: z.boolean().default(true).describe("People may mark their own devices as trusted"),
  trustDays: z.number().int().min(1).max(365).default(90),
  mailNewDevice: z.boolean().default(true),
});
export type DeviceRules = z.infer<typeof deviceRules>;

const country = z.string().regex(/^[A-Z]{2}$/, "must be a country such as DE");

/** From where and when. An empty list of what is allowed allows everything. */
export const restrictions = z.strictObject({
  mode: z.enum(["enforce", "monitor"]).default("enforce").describe("monitor only notes what would have been refused"),
  allowAddresses: z.array(addressRange).max(200).default([]),
  denyAddresses: z.array(addressRange).max(200).default([]),
  hours: weeklyHours.nullable().default(null),
  allowCountries: z.array(country).max(250).default([]).describe("An unknown place is then refused"),
  denyCountries: z.array(country).max(250).default([]),
});
export type Restrictions = z.infer<typeof restrictions>;

const accountRules = z.strictObject({
  deletion: z.enum(["off", "mail_owner", "delete", "webhook", "analysis"]).default("mail_owner"),
  deletionGraceDays: z.number().int().min(0).max(90).default(7),
  ownerEmail: emailAddress.nullable().default(null).describe("Who is told; null: every administrator of the profile"),
  deletionWebhookUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
  deletionAnalysisId: id.nullable().default(null),
  mayDownloadData: z.boolean().default(true),
  loginAsMinutesMax: z.number().int().min(5).max(480).default(60),
});
export type AccountRules = z.infer<typeof accountRules>;

export const securitySettings = z.strictObject({
  passwords: passwordRules.prefault({}),
  signInMethods: signInMethods.prefault({}),
  lockout: lockoutRules.prefault({}),
  botCheck: z.enum(["off", "suspicion", "always"]).default("suspicion"),
  secondFactor: secondFactorRules.prefault({}),
  sessions: sessionRules.prefault({}),
  devices: deviceRules.prefault({}),
  restrictions: restrictions.prefault({}),
  accounts: accountRules.prefault({}),
});
export type SecuritySettings = z.infer<typeof securitySettings>;

export const defaultSecuritySettings: SecuritySettings = securitySettings.parse({});

const versionedSettings = z.strictObject({ version: z.number().int(), settings: securitySettings });
const change = z.strictObject({
  settings: securitySettings,
  confirmLockOut: z.boolean().default(false).describe("Save although the rules would refuse the caller, here and now"),
});
const profileParams = z.strictObject({ profileId: id });

export const securityRoutes = defineRoutes({
  getSecurity: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/security",
    summary: "How people sign in to the portal: passwords, second factors, sessions, devices, restrictions",
    guard: { who: "profile", resource: "profile", action: "access" },
    params: profileParams,
    answer: { status: 200, body: versionedSettings },
  },
  updateSecurity: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/security",
    summary: "Change how people sign in to the portal; counts from the next request on",
    guard: { who: "profile", unrestricted: true, writes: true },
    proof: "recent",
    ifMatch: true,
    params: profileParams,
    body: change,
    answer: { status: 200, body: versionedSettings },
  },
  getDeploymentSecurity: {
    method: "GET",
    path: "/api/v1/security",
    summary: "How administrators sign in to the console",
    guard: { who: "administrator" },
    answer: { status: 200, body: versionedSettings },
  },
  updateDeploymentSecurity: {
    method: "PUT",
    path: "/api/v1/security",
    summary: "Change how administrators sign in to the console; counts from the next request on",
    guard: { who: "super_administrator" },
    proof: "recent",
    ifMatch: true,
    body: change,
    answer: { status: 200, body: versionedSettings },
  },
});
