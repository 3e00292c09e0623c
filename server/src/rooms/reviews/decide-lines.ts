import type { LineDecision, ReviewLine } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findReadable } from "./get-review.ts";
import { addPeopleOfRules, removePeopleOfRules } from "./people-lines.ts";
import { isReviewer } from "./reviewers.ts";
import { reviewErrors } from "./reviews.errors.ts";
import { findReviewForUpdate, listLinesById, updateLines, type ReviewLineRow } from "./reviews.store.ts";
import { reviewObject, toReviewLine } from "./to-review.ts";

export interface LineDecisions {
  lineIds: string[];
  decision: LineDecision;
  reason: string;
}

/** Answers lines of an open review. An answer can be changed until the review closes; nothing is revoked before. */
export async function decideReviewLines(ctx: Context, reviewId: string, input: LineDecisions): Promise<{ items: ReviewLine[] }> {
  if (input.decision === "revoke" && input.reason === "") {
    throw httpErrors.bad_request({ errors: [{ path: "body.reason", message: "say why: revoking takes a reason" }] });
  }

  return transact(ctx.db, async (tx) => {
    await findReadable({ ...ctx, db: tx }, reviewId);
    const review = await findReviewForUpdate(tx, ctx.profileId, reviewId);
    if (!review) throw httpErrors.not_found();
    if (review.state !== "open") throw reviewErrors.not_open();
    if (!isReviewer(ctx, review)) throw reviewErrors.not_reviewer();

    const lines = await findLines(tx, ctx, { reviewId, lineIds: input.lineIds });
    requireOthersLines(ctx, lines);
    requireRules(lines, input.decision);

    const actor = actorOf(ctx.principal);
    const ids = lines.map((line) => line.id);
    await updateLines(tx, ctx.profileId, ids, {
      decision: input.decision,
      reason: input.reason === "" ? null : input.reason,
      decided_by: actor.name,
      decided_at: ctx.platform.clock.now(),
    });
    if (input.decision === "review_people") await addPeopleOfRules(tx, ctx, lines);
    else await removePeopleOfRules(tx, ctx.profileId, lines);
    await recordAuditEntry(tx, ctx, {
      action: "review.decided",
      object: reviewObject(review),
      reason: input.reason === "" ? null : input.reason,
      after: { decision: input.decision, lines: lines.map((line) => ({ rule: line.rule.name, subject: line.subject?.name ?? null })) },
    });
    return { items: (await listLinesById(tx, ctx.profileId, reviewId, ids)).map(toReviewLine) };
  });
}

async function findLines(tx: Tx, ctx: Context, { reviewId, lineIds }: { reviewId: string; lineIds: string[] }): Promise<ReviewLineRow[]> {
  const lines = await listLinesById(tx, ctx.profileId, reviewId, lineIds);
  const found = new Set(lines.map((line) => line.id));
  const errors = lineIds.flatMap((id, index) =>
    found.has(id) ? [] : [{ path: `body.lineIds.${index}`, message: "is no line of this review" }],
  );
  if (errors.length > 0) throw httpErrors.bad_request({ errors });
  return lines;
}

function requireOthersLines({ principal }: Context, lines: readonly ReviewLineRow[]): void {
  const own = lines.filter(({ subject }) => subject !== null && "id" in principal && subject.id === principal.id);
  if (own.length > 0) throw reviewErrors.own_line();
}

function requireRules(lines: readonly ReviewLineRow[], decision: LineDecision): void {
  if (decision !== "review_people" || lines.every((line) => line.kind === "rule")) return;
  throw httpErrors.bad_request({ errors: [{ path: "body.decision", message: "only a rule can be looked at person by person" }] });
}
