import type { Review, ReviewBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { getReview } from "./get-review.ts";
import { namedReviewers } from "./reviewers.ts";
import { reviewErrors } from "./reviews.errors.ts";
import { findReviewForUpdate, updateReviewRow } from "./reviews.store.ts";
import { tellOfStart } from "./tell-reviewers.ts";
import { reviewObject, toReview } from "./to-review.ts";

export interface ReviewChange {
  reviewers?: ReviewBody["reviewers"] | undefined;
  dueAt?: string | undefined;
}

/** Hands an open review to others or moves its due date. */
export async function changeReview(ctx: Context, reviewId: string, { reviewers, dueAt }: ReviewChange): Promise<Review> {
  await transact(ctx.db, async (tx) => {
    const stored = await findReviewForUpdate(tx, ctx.profileId, reviewId);
    if (!stored) throw httpErrors.not_found();
    if (stored.state !== "open") throw reviewErrors.not_open();
    if (dueAt !== undefined) requireFuture(ctx, dueAt);

    const changes = {
      ...(reviewers === undefined ? {} : { reviewers: JSON.stringify(await namedReviewers(tx, ctx, reviewers)) }),
      ...(dueAt === undefined ? {} : { due_at: new Date(dueAt) }),
    };
    if (Object.keys(changes).length > 0) await updateReviewRow(tx, ctx.profileId, reviewId, changes);
    const changed = await findReviewForUpdate(tx, ctx.profileId, reviewId);
    if (changed) await tellOfStart(tx, ctx, changed);
    await recordAuditEntry(tx, ctx, {
      action: "review.updated",
      object: reviewObject(stored),
      before: { ...toReview(stored) },
      after: changed ? { ...toReview(changed) } : null,
    });
  });
  return getReview(ctx, reviewId);
}

export function requireFuture(ctx: Context, dueAt: string): void {
  if (new Date(dueAt) > ctx.platform.clock.now()) return;
  throw httpErrors.bad_request({ errors: [{ path: "body.dueAt", message: "must be in the future" }] });
}
