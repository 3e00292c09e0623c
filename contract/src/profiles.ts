/** A profile is the tenant: its users, tags, policies, dashboards, devices and settings. Nothing ever crosses a profile. */
import { z } from "zod";
import { id, language, page, tagKey, tagValue, text, timeZone, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/, "use 1 to 50 lower-case letters, digits and hyphens")
  .describe("Portal address: /p/<slug>");

/** A question on the sign-up form; its name becomes a tag key and the answer its value. */
export const signupField = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), name: tagKey, label: text(100), isRequired: z.boolean().default(false) }),
  z.strictObject({ type: z.literal("number"), name: tagKey, label: text(100), isRequired: z.boolean().default(false) }),
  z
    .strictObject({ type: z.literal("hidden"), name: tagKey, value: tagValue })
    .describe("Set by the server, never shown to or taken from the browser"),
]);
export type SignupField = z.infer<typeof signupField>;

export const signupSettings = z.strictObject({
  isEnabled: z.boolean().default(false),
  verification: z
    .enum(["none", "email", "administrator"])
    .default("none")
    .describe("What new accounts wait for: nothing, a code or link that is mailed, or an administrator"),
  fields: z
    .array(signupField)
    .max(30)
    .default([])
    .refine((list) => new Set(list.map((field) => field.name)).size === list.length, "must not repeat a field name"),
});
export type SignupSettings = z.infer<typeof signupSettings>;

export const profile = z.strictObject({
  id,
  name: text(100),
  slug,
  timeZone,
  language,
  signup: signupSettings,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Profile = z.infer<typeof profile>;

/** On how much of what a type stands for somebody may do something. */
export const extent = z.enum(["none", "some", "all"]);
export type Extent = z.infer<typeof extent>;

/** Of the limit of a month's data output: from here on administrators are warned. */
export const dataOutputWarnedShare = 0.8;

const profileParams = z.strictObject({ profileId: id });

export const profileRoutes = defineRoutes({
  listProfiles: {
    method: "GET",
    path: "/api/v1/profiles",
    summary: "List the profiles you administer; all of them for super administrators. Sign-up fields only where nothing limits you",
    guard: { who: "console" },
    answer: { status: 200, body: page(profile) },
  },
  createProfile: {
    method: "POST",
    path: "/api/v1/profiles",
    summary: "Create a profile",
    guard: { who: "super_administrator" },
    body: z.strictObject({
      name: text(100),
      slug,
      timeZone: timeZone.default("UTC"),
      language: language.default("en"),
    }),
    answer: { status: 201, body: profile },
  },
  getProfile: {
    method: "GET",
    path: "/api/v1/profiles/:profileId",
    summary: "Read a profile",
    guard: { who: "profile", resource: "profile", action: "access" },
    params: profileParams,
    answer: { status: 200, body: profile },
  },
  getMyRights: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/my-rights",
    summary: "What you may do in the profile, so that nobody is shown what they cannot use",
    guard: { who: "profile", anyRight: true },
    params: profileParams,
    answer: {
      status: 200,
      body: z.strictObject({
        isUnrestricted: z.boolean().describe("Neither roles nor policies limit you"),
        rights: z.record(z.string(), z.record(z.string(), extent)).describe("By resource type and action"),
      }),
    },
  },
  updateProfile: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId",
    summary: "Change a profile's name, portal address, time zone, language or sign-up",
    guard: { who: "profile", resource: "profile", action: "edit" },
    params: profileParams,
    body: z.strictObject({
      name: text(100).optional(),
      slug: slug.optional(),
      timeZone: timeZone.optional(),
      language: language.optional(),
      signup: signupSettings.optional(),
    }),
    answer: { status: 200, body: profile },
  },
  getOverview: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/overview",
    summary: "Counts for the profile's home page",
    guard: { who: "profile", resource: "analytics", action: "access" },
    params: profileParams,
    answer: {
      status: 200,
      body: z.strictObject({
        users: z.record(z.string(), z.number().int()).describe("Users by status"),
        policies: z.number().int(),
        dashboards: z.number().int(),
        devices: z.number().int(),
        analyses: z.number().int(),
        dataOutputThisMonth: z.number().int(),
        hasAnonymousUser: z.boolean(),
      }),
    },
  },
  listDataOutput: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/data-output",
    summary: "Records shown by widgets, by month, newest first; the last 24 months",
    guard: { who: "profile", resource: "analytics", action: "access" },
    params: profileParams,
    answer: {
      status: 200,
      body: z.strictObject({
        months: z.array(z.strictObject({ month: z.string().describe("YYYY-MM"), records: z.number().int() })),
        recordsMax: z.number().int().nullable().describe("Limit of a month; null: none"),
      }),
    },
  },
  limitDataOutput: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/data-output/limit",
    summary: "How many records widgets may show in a month: past it they show none until the next, and devices go on sending",
    guard: { who: "super_administrator" },
    params: profileParams,
    body: z.strictObject({ recordsMax: z.number().int().min(0).max(1e12).nullable() }),
    answer: { status: 200, body: z.strictObject({ recordsMax: z.number().int().nullable() }) },
  },
});
