import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { queueMail } from "../mail/index.ts";
import { listReviewsToRemind, noteNotice } from "./notices.store.ts";
import { listKnownReviewers } from "./reviewers.store.ts";
import { findReviewForUpdate, type ReviewRow } from "./reviews.store.ts";
import type { NoticeKind } from "./reviews.tables.ts";

/** Of the beginning, reviewers are told once, whatever becomes of the due date. */
const noDueAt = new Date(0);

/** Mails those reviewers who do not know it yet that a review has begun for them. */
export async function tellOfStart(tx: Tx, ctx: Context, review: ReviewRow): Promise<void> {
  await tell(tx, ctx, review, { kind: "started", dueAt: noDueAt });
}

/** Three days, as a due date that is a Monday is seen on Friday. */
const noticeMs = 3 * 86_400_000;

/** Mails the reviewers of what is due in three days and not decided. A due date that is moved is worth another message. */
export async function remindReviewers(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  const dueBefore = new Date(now.getTime() + noticeMs);
  for (const { profile_id: profileId, id } of await listReviewsToRemind(ctx.db, { now, dueBefore, noticeMs })) {
    await tellUndecided(
      ctx,
      { profileId, reviewId: id },
      { kind: "due_soon", isDue: ({ due_at: dueAt }) => dueAt > now && dueAt <= dueBefore },
    );
  }
}

/** Mails the reviewers of what is over and not decided: it closes now. */
export async function tellOfEnd(ctx: Context, review: { profileId: string; reviewId: string }): Promise<void> {
  const now = ctx.platform.clock.now();
  await tellUndecided(ctx, review, { kind: "overdue", isDue: ({ due_at: dueAt }) => dueAt <= now });
}

interface Telling {
  kind: NoticeKind;
  isDue: (review: ReviewRow) => boolean;
}

async function tellUndecided(
  ctx: Context,
  { profileId, reviewId }: { profileId: string; reviewId: string },
  { kind, isDue }: Telling,
): Promise<void> {
  await transact(ctx.db, async (tx) => {
    const review = await findReviewForUpdate(tx, profileId, reviewId);
    if (review === undefined || review.state !== "open" || !isDue(review) || undecidedOf(review) === 0) return;
    await tell(tx, { ...ctx, profileId }, review, { kind, dueAt: review.due_at });
  });
}

/** INVARIANT: in one transaction with the note of it, so that nobody is told twice and nobody is left out. */
async function tell(tx: Tx, ctx: Context, review: ReviewRow, { kind, dueAt }: { kind: NoticeKind; dueAt: Date }): Promise<void> {
  const known = await listKnownReviewers(tx, ctx.profileId, review.reviewers);
  for (const { type, id } of review.reviewers) {
    const reviewer = known.get(`${type} ${id}`);
    if (reviewer === undefined || reviewer.email === null) continue;
    const isFirst = await noteNotice(tx, {
      profile_id: ctx.profileId,
      review_id: review.id,
      reviewer_type: type,
      reviewer_id: id,
      kind,
      due_at: dueAt,
      sent_at: ctx.platform.clock.now(),
    });
    if (!isFirst) continue;
    // Administrators are users of the deployment, and no message of a profile is theirs.
    const to = { profileId: ctx.profileId, userId: type === "run_user" ? id : null, to: reviewer.email, name: reviewer.name };
    await queueMail(tx, ctx, { ...to, ...messageOf(ctx, review, kind) });
  }
}

function messageOf({ profileId }: Context, review: ReviewRow, kind: NoticeKind) {
  const lines = undecidedOf(review);
  const data = { review: review.name, dueAt: review.due_at, page: `/console/profiles/${profileId}/reviews/${review.id}` };
  switch (kind) {
    case "started":
      return { template: "review_started" as const, data: { ...data, lines } };
    case "due_soon":
      return { template: "review_due_soon" as const, data: { ...data, lines } };
    case "overdue": {
      const isKept = review.on_undecided === "keep";
      return { template: "review_overdue" as const, data: { ...data, kept: isKept ? lines : null, revoked: isKept ? null : lines } };
    }
  }
}

function undecidedOf({ line_count: lineCount, decided_count: decidedCount }: ReviewRow): number {
  return Number(lineCount) - Number(decidedCount);
}
