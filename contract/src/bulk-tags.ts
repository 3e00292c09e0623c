/** Changes of the tags of many people or things at once: looked at first, done as one job, taken back for a day. */
import { z } from "zod";
import { accessChanges } from "./impact.ts";
import { cappedCount, cursor, id, limit, page, tagKey, tags, tagValue, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";
import { userFilterBody } from "./users.ts";
import { changeReason, consent } from "./versions.ts";

export const bulkTaggedType = z.enum(["run_user", "dashboard", "device"]);
export type BulkTaggedType = z.infer<typeof bulkTaggedType>;

/** One thing to do with the tags of each; several are done in order. */
export const tagStep = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("set"), key: tagKey, value: tagValue }).describe("The key then has this one value"),
  z.strictObject({ kind: z.literal("add"), key: tagKey, value: tagValue }).describe("Besides other values of the key"),
  z.strictObject({ kind: z.literal("add_if_absent"), key: tagKey, value: tagValue }).describe("Only where the key is not there"),
  z.strictObject({ kind: z.literal("remove"), key: tagKey, value: tagValue.nullable().default(null) }).describe("Null takes every value"),
  z.strictObject({ kind: z.literal("rename_key"), key: tagKey, to: tagKey }),
  z.strictObject({ kind: z.literal("change_value"), key: tagKey, value: tagValue, to: tagValue }),
]);
export type TagStep = z.infer<typeof tagStep>;

/** Chosen rows by their ids, or everybody whom a filter finds: of those the job keeps the filter and the moment, and no ids. */
export const bulkChosen = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(1000) }),
  z.strictObject({
    filter: userFilterBody.describe("As in the list of users; of dashboards and devices only `search` and `tag` count"),
    until: timestamp.optional().describe("Leaves out whoever was created after it; now when left out"),
  }),
]);
export type BulkChosen = z.infer<typeof bulkChosen>;

export const bulkTagChange = z.strictObject({ of: bulkTaggedType, which: bulkChosen, steps: z.array(tagStep).min(1).max(20) });
export type BulkTagChange = z.infer<typeof bulkTagChange>;

export const bulkTagPreview = z.strictObject({
  matched: z.number().int().describe("How many are meant"),
  changed: cappedCount.describe("How many of them would have other tags"),
  keys: z
    .array(
      z.strictObject({
        key: tagKey,
        absent: z.number().int().describe("How many do not carry the key"),
        values: z.array(z.strictObject({ value: z.string(), count: z.number().int() })).describe("The most frequent ten"),
        valueCount: cappedCount.describe("Different values"),
      }),
    )
    .describe("What the keys in question are like now"),
  samples: z.array(z.strictObject({ id, name: z.string(), before: tags, after: tags })).describe("The first ten that would change"),
  until: timestamp.describe("Send it with the filter: whoever is created later is not meant"),
  changes: accessChanges.describe("The same for the impact preview, which says who would gain and lose access"),
});
export type BulkTagPreview = z.infer<typeof bulkTagPreview>;

export const bulkTagJob = bulkTagChange.extend({
  id,
  state: z.enum(["running", "done", "undoing", "undone", "failed"]),
  matched: z.number().int().describe("When it began"),
  seen: z.number().int().describe("Looked at so far; by undoing, of those changed"),
  changed: z.number().int(),
  refused: z.number().int().describe("Left as they were: a value that the key does not take, or too many tags"),
  undone: z.number().int(),
  kept: z.number().int().describe("Not taken back: their tags have been changed since"),
  reason: z.string().nullable(),
  createdBy: z.string(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  undoableUntil: timestamp.nullable().describe("Null where there is nothing to take back any more"),
});
export type BulkTagJob = z.infer<typeof bulkTagJob>;

const profileParams = z.strictObject({ profileId: id });
const jobParams = z.strictObject({ profileId: id, bulkTagJobId: id });
// It concerns many at once and runs on its own: nobody could ask for each whether a delegated right reaches that far.
const read = { who: "profile", unrestricted: true, writes: false } as const;
const write = { who: "profile", unrestricted: true, writes: true } as const;

export const bulkTagRoutes = defineRoutes({
  previewBulkTags: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/bulk-tags/preview",
    summary: "Say what a change of many people's or things' tags would do, with samples",
    guard: read,
    params: profileParams,
    body: bulkTagChange,
    answer: { status: 200, body: bulkTagPreview },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
  },
  startBulkTags: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/bulk-tags",
    summary: "Change the tags of many as one job; asks for a reason where anybody loses access",
    guard: write,
    params: profileParams,
    body: bulkTagChange.extend(consent),
    answer: { status: 201, body: bulkTagJob },
    rateLimit: { by: "caller", requestsPerMinuteMax: 30 },
  },
  listBulkTags: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/bulk-tags",
    summary: "List changes of many at once, the newest first",
    guard: read,
    params: profileParams,
    query: z.strictObject({ limit, cursor }),
    answer: { status: 200, body: page(bulkTagJob) },
  },
  getBulkTags: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/bulk-tags/:bulkTagJobId",
    summary: "Read a change of many at once: how far it is, and whom undoing left as they were",
    guard: read,
    params: jobParams,
    answer: {
      status: 200,
      body: bulkTagJob.extend({ keptSamples: z.array(z.strictObject({ id, name: z.string() })).describe("The first twenty") }),
    },
  },
  undoBulkTags: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/bulk-tags/:bulkTagJobId/undo",
    summary: "Give back the tags from before, within a day; whoever's tags were changed since is left as they are",
    guard: write,
    params: jobParams,
    body: z.strictObject({ reason: changeReason }),
    answer: { status: 200, body: bulkTagJob },
  },
});
