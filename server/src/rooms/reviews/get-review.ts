import type { Page, Review, ReviewLine } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findReview, listLineRows, listReviewRows, type LineListQuery, type ReviewListQuery } from "./reviews.store.ts";
import { toReview, toReviewLine } from "./to-review.ts";

export async function getReview(ctx: Context, reviewId: string): Promise<Review> {
  const row = await findReview(ctx.db, ctx.profileId, reviewId);
  if (!row) throw httpErrors.not_found();
  return toReview(row);
}

export async function listReviews(ctx: Context, query: ReviewListQuery): Promise<Page<Review>> {
  const { rows, ...page } = await listReviewRows(ctx.db, ctx.profileId, query);
  return { ...page, items: rows.map(toReview) };
}

export async function listReviewLines(ctx: Context, reviewId: string, query: LineListQuery): Promise<Page<ReviewLine>> {
  if (!(await findReview(ctx.db, ctx.profileId, reviewId))) throw httpErrors.not_found();
  const { rows, ...page } = await listLineRows(ctx.db, ctx.profileId, reviewId, query);
  return { ...page, items: rows.map(toReviewLine) };
}
