/** Registry of tag keys: what each means, which values it takes and who may set it. Keys need no entry to be used. */
import { z } from "zod";
import { ownershipMark } from "./access.ts";
import { cursor, id, limit, page, tagKey, tagValue, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { changeReason } from "./versions.ts";

/** Each includes those before it: what analyses may set, administrators may set too. */
export const tagKeySetter = z.enum(["administrators", "analyses", "users"]);
export type TagKeySetter = z.infer<typeof tagKeySetter>;

export const tagKeyBody = z.strictObject({
  key: tagKey,
  description: text(2000, 0).default(""),
  values: z
    .array(tagValue)
    .min(1, "add at least one value, or leave the list out to allow any")
    .max(1000)
    .refine((list) => new Set(list).size === list.length, "must not repeat a value")
    .nullable()
    .default(null)
    .describe("The only values that may be set; null allows any"),
  setBy: tagKeySetter.default("analyses").describe("Who may set the key, besides administrators"),
});
export type TagKeyBody = z.infer<typeof tagKeyBody>;

/** What a save sends. `managedBy` stays as it is when left out. */
const tagKeySave = tagKeyBody.omit({ key: true }).extend({
  managedBy: ownershipMark.nullable().optional().describe("Ownership mark; null hands the entry over to the console"),
});
export type TagKeySaveBody = z.infer<typeof tagKeySave>;

export const registeredTagKey = tagKeyBody.extend({
  id,
  managedBy: ownershipMark.nullable().describe("Mark of the file that the entry is kept in; null when the console keeps it"),
  isSetBySignUp: z.boolean().describe("A sign-up field fills it: whoever signs up chooses the value, whatever `setBy` says"),
  version: z.number().int().describe("Counts saves; send it back as If-Match"),
  createdAt: timestamp,
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type RegisteredTagKey = z.infer<typeof registeredTagKey>;

/** Renames a key, or one value of it, wherever tags are: `to` must not be in use unless both are to become one. */
const tagRename = z.discriminatedUnion("rename", [
  z.strictObject({ rename: z.literal("key"), key: tagKey, to: tagKey }),
  z.strictObject({ rename: z.literal("value"), key: tagKey, value: tagValue, to: tagValue }),
]);
export type TagRename = z.infer<typeof tagRename>;

const renameCounts = z.strictObject({
  run_user: z.number().int(),
  dashboard: z.number().int(),
  device: z.number().int(),
  analysis: z.number().int(),
  other: z.number().int().describe("Objects of added resource types"),
  group: z.number().int(),
  policy: z.number().int(),
  role: z.number().int(),
  signUpField: z.number().int(),
});
export type RenameCounts = z.infer<typeof renameCounts>;

export const renamePreview = z.strictObject({
  touched: renameCounts,
  /** How many objects carry the new name already: renaming makes both one and cannot be undone by renaming back. */
  alreadyThere: renameCounts,
  policies: z.array(z.strictObject({ id, name: z.string() })).describe("Policies that speak of it, the first 100"),
});
export type RenamePreview = z.infer<typeof renamePreview>;

const profileParams = z.strictObject({ profileId: id });
const tagKeyParams = z.strictObject({ profileId: id, tagKeyId: id });
const read = { who: "profile", resource: "access_management", action: "access" } as const;
// Who may set a key, and what it is called everywhere, concerns everybody at once: no delegated right reaches that far.
const edit = { who: "profile", unrestricted: true, writes: true } as const;

export const tagKeyRoutes = defineRoutes({
  listRegisteredTagKeys: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tag-key-registry",
    summary: "List registered tag keys and who may set each",
    guard: read,
    params: profileParams,
    query: z.strictObject({ search: z.string().max(200).optional(), sort: z.enum(["key", "-key"]).default("key"), limit, cursor }),
    answer: { status: 200, body: page(registeredTagKey) },
  },
  registerTagKey: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/tag-key-registry",
    summary: "Register a tag key; 409 when it is registered",
    guard: edit,
    params: profileParams,
    body: tagKeyBody,
    answer: { status: 201, body: registeredTagKey },
  },
  getRegisteredTagKey: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/tag-key-registry/:tagKeyId",
    summary: "Read a registered tag key",
    guard: read,
    params: tagKeyParams,
    answer: { status: 200, body: registeredTagKey },
  },
  updateRegisteredTagKey: {
    method: "PUT",
    path: "/api/v1/profiles/:profileId/tag-key-registry/:tagKeyId",
    summary: "Change description, values or who may set it; a new name goes through tag-renames",
    guard: edit,
    params: tagKeyParams,
    body: tagKeySave,
    ifMatch: true,
    answer: { status: 200, body: registeredTagKey },
  },
  unregisterTagKey: {
    method: "DELETE",
    path: "/api/v1/profiles/:profileId/tag-key-registry/:tagKeyId",
    summary: "Take a key out of the registry; tags stay as they are",
    guard: edit,
    params: tagKeyParams,
    answer: { status: 204, body: z.null() },
  },
  previewTagRename: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/tag-renames/preview",
    summary: "Count what renaming a tag key or value would touch",
    guard: { ...edit, writes: false },
    params: profileParams,
    body: tagRename,
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
    answer: { status: 200, body: renamePreview },
  },
  renameTag: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/tag-renames",
    summary: "Rename a tag key or value on users, resources, groups and in every rule; all or nothing",
    guard: edit,
    params: profileParams,
    body: z.strictObject({ change: tagRename, reason: changeReason.optional(), mergeExisting: z.boolean().default(false) }),
    rateLimit: { by: "caller", requestsPerMinuteMax: 10 },
    answer: { status: 200, body: z.strictObject({ renamed: renameCounts }) },
  },
});
