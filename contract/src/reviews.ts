/** An access review asks about rules first and about people second: two hundred users by one rule are one question. */
import { z } from "zod";
import { effect, subjectType } from "./catalogue.ts";
import { cursor, id, limit, oneOrMany, page, text, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const reviewState = z.enum(["open", "closed", "cancelled"]);
export type ReviewState = z.infer<typeof reviewState>;

/** What happens, when the review closes, to lines that nobody has decided. */
const onUndecided = z.enum(["keep", "revoke"]);

const reviewer = z.strictObject({ type: z.enum(["administrator", "run_user"]), id });

const reviewBody = z.strictObject({
  name: text(100),
  reviewers: z.array(reviewer).min(1, "name at least one reviewer").max(50),
  dueAt: timestamp.describe("At this moment the review closes by itself"),
  onUndecided: onUndecided.default("keep"),
  scope: z
    .strictObject({
      policies: z.boolean().default(true).describe("A line for each permission of each active policy that allows something"),
      assignments: z.boolean().default(true).describe("A line for each role assignment in force"),
      policyIds: z.array(id).max(200).optional().describe("These policies only"),
      roleIds: z.array(id).max(200).optional().describe("Assignments of these roles only"),
    })
    .prefault({}),
});
export type ReviewBody = z.infer<typeof reviewBody>;

export const review = reviewBody.extend({
  id,
  reviewers: z.array(reviewer.extend({ name: z.string() })),
  state: reviewState,
  lineCount: z.number().int(),
  decidedCount: z.number().int(),
  revokedCount: z.number().int(),
  createdBy: z.string(),
  createdAt: timestamp,
  closedAt: timestamp.nullable(),
});
export type Review = z.infer<typeof review>;

export const lineKind = z.enum(["rule", "assignment", "person"]);
/** `review_people` is an answer to a rule only: it adds a line for each person the rule speaks about. */
export const lineDecision = z.enum(["keep", "revoke", "review_people"]);
export type LineDecision = z.infer<typeof lineDecision>;

export const reviewLine = z.strictObject({
  id,
  kind: lineKind,
  /** The policy or role, as it was when the review began. */
  rule: z.strictObject({
    type: z.enum(["policy", "role"]),
    id,
    name: z.string(),
    permissionIndex: z.number().int().nullable(),
    effect: effect.nullable(),
    sentence: z.string().describe("The rule in words"),
  }),
  /** Whom the line is about; null for a rule as a whole. */
  subject: z.strictObject({ type: z.union([subjectType, z.literal("group")]), id, name: z.string() }).nullable(),
  subjectCount: z.number().int().nullable().describe("How many the rule spoke about when the review began"),
  lastUsedOn: z.iso.date().nullable().describe("Last day on which the rule decided something; null when never seen"),
  decision: lineDecision.nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: timestamp.nullable(),
  outcome: z
    .enum(["kept", "revoked", "gone"])
    .nullable()
    .describe("What closing the review did; `gone` when there was nothing left to revoke"),
});
export type ReviewLine = z.infer<typeof reviewLine>;

const profileParams = z.strictObject({ profileId: id });
const reviewParams = z.strictObject({ profileId: id, reviewId: id });
const read = { who: "profile", resource: "access_management", action: "access" } as const;
/** What a review revokes may be anybody's: only whoever is not limited starts and closes one. */
const manage = { who: "profile", unrestricted: true, writes: true } as const;

export const reviewRoutes = defineRoutes({
  listReviews: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/reviews",
    summary: "List access reviews, the newest first",
    guard: read,
    params: profileParams,
    query: z.strictObject({ state: oneOrMany(reviewState), limit, cursor }),
    answer: { status: 200, body: page(review) },
  },
  createReview: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/reviews",
    summary: "Start an access review: its lines are made from the rules in force now",
    guard: manage,
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: profileParams,
    body: reviewBody,
    answer: { status: 201, body: review },
  },
  getReview: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId",
    summary: "Read an access review",
    guard: read,
    params: reviewParams,
    answer: { status: 200, body: review },
  },
  changeReview: {
    method: "PATCH",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId",
    summary: "Hand an open review to other reviewers or move its due date",
    guard: manage,
    params: reviewParams,
    body: z.strictObject({ reviewers: reviewBody.shape.reviewers.optional(), dueAt: timestamp.optional() }),
    answer: { status: 200, body: review },
  },
  listReviewLines: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId/lines",
    summary: "List what is to be decided, rules before people",
    guard: read,
    params: reviewParams,
    query: z.strictObject({
      kind: oneOrMany(lineKind),
      decision: oneOrMany(z.enum([...lineDecision.options, "none"])),
      limit,
      cursor,
    }),
    answer: { status: 200, body: page(reviewLine) },
  },
  decideReviewLines: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId/decisions",
    summary: "Keep or revoke lines, or look at the people of a rule; reviewers only, and never about themselves",
    guard: read,
    params: reviewParams,
    body: z.strictObject({
      lineIds: z.array(id).min(1, "choose at least one line").max(100),
      decision: lineDecision,
      reason: text(500, 0).default("").describe("Required to revoke"),
    }),
    answer: { status: 200, body: z.strictObject({ items: z.array(reviewLine) }) },
  },
  closeReview: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId/close",
    summary: "Close a review: what was to be revoked is revoked now, in one transaction",
    guard: manage,
    params: reviewParams,
    body: z.strictObject({ apply: z.boolean().default(true).describe("False cancels the review and changes nothing") }).prefault({}),
    answer: { status: 200, body: review },
  },
  exportReviewCsv: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId/evidence.csv",
    summary: "Evidence of a review as CSV: each line with who decided what, when and why",
    guard: read,
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: reviewParams,
    answer: { status: 200, body: z.string(), contentType: "text/csv" },
  },
  exportReviewPdf: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/access/reviews/:reviewId/evidence.pdf",
    summary: "Evidence of a review as PDF",
    guard: read,
    rateLimit: { by: "caller", requestsPerMinuteMax: 20 },
    params: reviewParams,
    answer: { status: 200, body: z.string(), contentType: "application/pdf" },
  },
});
