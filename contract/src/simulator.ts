/** Trying things out: people who do not exist, moments that are not now, rules that are not saved. */
import { z } from "zod";
import { explanation, resourceId } from "./access.ts";
import { actionName, effect, resourceTypeName, subjectType } from "./catalogue.ts";
import { circumstances, conditions } from "./conditions.ts";
import { accessChanges } from "./impact.ts";
import { cursor, id, limit, tagFilter, tags, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

const simulatedSubject = z
  .strictObject({
    type: subjectType,
    id: id.optional().describe("An existing one; left out for a hypothetical one"),
    tags: tags.default([]).describe("Added to those that an existing subject has"),
    groups: z.array(id).max(50).default([]).describe("Joined by hand, besides those of an existing subject"),
    roles: z
      .array(z.strictObject({ roleId: id, conditions: conditions.default({}) }))
      .max(50)
      .default([])
      .describe("Given directly, besides those of an existing subject"),
  })
  .describe("An existing subject, a hypothetical one, or an existing one with something added");

const simulatedResource = z.strictObject({
  type: resourceTypeName,
  id: resourceId.optional().describe("An existing one; left out for a hypothetical one"),
  tags: tags.default([]).describe("Added to those that an existing resource has"),
});

/** Rules as they would be after these changes; the present ones when left out. */
const draftChanges = accessChanges.optional();

const some = z.union([
  z.strictObject({ ids: z.array(id).min(1).max(200) }),
  z.strictObject({ tag: tagFilter }).describe("The first 200 that carry it"),
  z.strictObject({ all: z.literal(true) }).describe("The first 200"),
]);

const named = z.strictObject({ id: z.string(), name: z.string() });

export const matrixCell = z.enum(["allow", "deny", "conditional"]);
export type MatrixCell = z.infer<typeof matrixCell>;

export const accessMatrix = z.strictObject({
  subjects: z.array(named),
  resources: z.array(named),
  cells: z.array(z.array(matrixCell)).describe("One row for each subject, one cell for each resource"),
  /** Only with changes: the same without them. */
  before: z.array(z.array(matrixCell)).nullable(),
});
export type AccessMatrix = z.infer<typeof accessMatrix>;

export const replayedDecision = z.strictObject({
  at: timestamp,
  subject: z.strictObject({ type: subjectType, id, name: z.string() }),
  action: z.string(),
  resource: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
  was: effect,
  wouldBe: effect,
  count: z.number().int().describe("Equal decisions of that day"),
});
export type ReplayedDecision = z.infer<typeof replayedDecision>;

export const accessReplay = z.strictObject({
  decisions: z.number().int().describe("Decisions that the log has for these days"),
  replayed: z.number().int().describe("Of those, decisions about subjects and resources that still exist"),
  newlyAllowed: z.number().int(),
  newlyDenied: z.number().int(),
  items: z.array(replayedDecision).describe("Those that would change, latest first"),
  nextCursor: z.string().nullable(),
});
export type AccessReplay = z.infer<typeof accessReplay>;

const profileParams = z.strictObject({ profileId: id });
// Asked with a body, but nothing is written.
const read = { who: "profile", resource: "access_management", action: "access", writes: false } as const;

export const simulatorRoutes = defineRoutes({
  simulate: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/simulate",
    summary: "Decide and explain for a hypothetical or existing subject and resource, under any circumstances and drafts",
    guard: read,
    params: profileParams,
    body: z.strictObject({
      subject: simulatedSubject,
      action: actionName,
      resource: simulatedResource,
      circumstances: circumstances.prefault({}),
      changes: draftChanges,
    }),
    answer: { status: 200, body: explanation },
    rateLimit: { by: "caller", requestsPerMinuteMax: 300 },
  },
  getMatrix: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/matrix",
    summary: "Who may do one thing with what, as a table of up to 200 by 200",
    guard: read,
    params: profileParams,
    body: z.strictObject({
      subjects: some,
      subjectType: subjectType.exclude(["administrator"]).default("run_user"),
      resources: some,
      resourceType: z.enum(["dashboard", "device", "analysis"]).default("dashboard"),
      action: actionName.default("access"),
      circumstances: circumstances.optional().describe("Left out: `conditional` marks what depends on conditions"),
      changes: draftChanges,
    }),
    answer: { status: 200, body: accessMatrix },
    rateLimit: { by: "caller", requestsPerMinuteMax: 60 },
  },
  replayDecisions: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/replay",
    summary: "Which real decisions of the last days a change would have turned",
    guard: read,
    params: profileParams,
    body: z.strictObject({ changes: accessChanges, days: z.number().int().min(1).max(30).default(7), limit, cursor }),
    answer: { status: 200, body: accessReplay },
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
  },
});
