import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { changeReview } from "./change-review.ts";
import { closeReview } from "./close-review.ts";
import { createReview } from "./create-review.ts";
import { decideReviewLines } from "./decide-lines.ts";
import { exportReviewCsv, exportReviewPdf } from "./evidence.ts";
import { getReview, listReviewLines, listReviews } from "./get-review.ts";

const { reviews } = apiRoutes;

export function reviewRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(reviews.listReviews, (ctx, { query }) => listReviews(ctx, query)),
    on(reviews.createReview, (ctx, { body }) => createReview(ctx, body)),
    on(reviews.getReview, (ctx, { params }) => getReview(ctx, params.reviewId)),
    on(reviews.changeReview, (ctx, { params, body }) => changeReview(ctx, params.reviewId, body)),
    on(reviews.listReviewLines, (ctx, { params, query }) => listReviewLines(ctx, params.reviewId, query)),
    on(reviews.decideReviewLines, (ctx, { params, body }) => decideReviewLines(ctx, params.reviewId, body)),
    on(reviews.closeReview, (ctx, { params, body }) => closeReview(ctx, policySets, { reviewId: params.reviewId, ...body })),
    on(reviews.exportReviewCsv, (ctx, { params }) => exportReviewCsv(ctx, params.reviewId)),
    on(reviews.exportReviewPdf, (ctx, { params }) => exportReviewPdf(ctx, params.reviewId)),
  ];
}
