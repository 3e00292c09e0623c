import type { Page, Review, ReviewLine } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { isReviewer } from "./reviewers.ts";
import { findReview, listLineRows, listReviewRows, type LineListQuery, type ReviewListQuery, type ReviewRow } from "./reviews.store.ts";
import { toReview, toReviewLine } from "./to-review.ts";

export async function getReview(ctx: Context, reviewId: string): Promise<Review> {
  return toReview(await findReadable(ctx, reviewId));
}

/**
 * A review tells of everybody's rights: whoever sees only a part of access management sees the reviews they are to decide,
 * and for them every other is not there.
 */
export async function findReadable(ctx: Context, reviewId: string): Promise<ReviewRow> {
  const row = await findReview(ctx.db, ctx.profileId, reviewId);
  if (!row || !(seesAll(ctx) || isReviewer(ctx, row))) throw httpErrors.not_found();
  return row;
}

function seesAll({ access }: Context): boolean {
  return access.filter("access_management", "access").kind === "all";
}

export async function listReviews(ctx: Context, query: ReviewListQuery): Promise<Page<Review>> {
  const { principal } = ctx;
  const reviewer = seesAll(ctx) ? null : { type: principal.kind, id: "id" in principal ? principal.id : "" };
  const { rows, ...page } = await listReviewRows(ctx.db, ctx.profileId, { ...query, reviewer });
  return { ...page, items: rows.map(toReview) };
}

export async function listReviewLines(ctx: Context, reviewId: string, query: LineListQuery): Promise<Page<ReviewLine>> {
  await findReadable(ctx, reviewId);
  const { rows, ...page } = await listLineRows(ctx.db, ctx.profileId, reviewId, query);
  return { ...page, items: rows.map(toReviewLine) };
}
