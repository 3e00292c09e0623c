import type { Review, ReviewBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { requireFuture } from "./change-review.ts";
import { getReview } from "./get-review.ts";
import { makeLines } from "./make-lines.ts";
import { namedReviewers } from "./reviewers.ts";
import { reviewErrors } from "./reviews.errors.ts";
import { findReview, insertLines, insertReview } from "./reviews.store.ts";
import { tellOfStart } from "./tell-reviewers.ts";
import { reviewObject } from "./to-review.ts";

/** Starts a review: its lines are made from the rules in force now. */
export async function createReview(ctx: Context, input: ReviewBody): Promise<Review> {
  requireFuture(ctx, input.dueAt);
  const id = newId(ctx.platform.clock);

  await transact(ctx.db, async (tx) => {
    const reviewers = await namedReviewers(tx, ctx, input.reviewers);
    await insertReview(tx, {
      profile_id: ctx.profileId,
      id,
      name: input.name,
      reviewers: JSON.stringify(reviewers),
      due_at: new Date(input.dueAt),
      on_undecided: input.onUndecided,
      scope: JSON.stringify(input.scope),
      state: "open",
      created_by: actorOf(ctx.principal).name,
      created_at: ctx.platform.clock.now(),
      closed_at: null,
    });
    const lines = await makeLines(tx, ctx, { reviewId: id, scope: input.scope });
    if (lines.length === 0) throw reviewErrors.nothing_to_review();
    await insertLines(tx, lines);
    const review = await findReview(tx, ctx.profileId, id);
    if (review) await tellOfStart(tx, ctx, review);
    await recordAuditEntry(tx, ctx, {
      action: "review.created",
      object: reviewObject({ id, name: input.name }),
      after: { dueAt: input.dueAt, reviewers: reviewers.map((reviewer) => reviewer.name), lines: lines.length },
    });
  });
  return getReview(ctx, id);
}
