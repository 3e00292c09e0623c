import type { Review, ReviewLine } from "@latchkey/contract";
import type { ReviewLineRow, ReviewRow } from "./reviews.store.ts";

export function toReview(row: ReviewRow): Review {
  return {
    id: row.id,
    name: row.name,
    reviewers: row.reviewers,
    dueAt: row.due_at.toISOString(),
    onUndecided: row.on_undecided,
    scope: row.scope,
    state: row.state,
    lineCount: row.line_count,
    decidedCount: row.decided_count,
    revokedCount: row.revoked_count,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}

export function toReviewLine(row: ReviewLineRow): ReviewLine {
  const { permission: _permission, targets: _targets, ...rule } = row.rule;
  return {
    id: row.id,
    kind: row.kind,
    rule,
    subject: row.subject,
    subjectCount: row.subject_count,
    lastUsedOn: row.last_used_on,
    decision: row.decision,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    outcome: row.outcome,
  };
}

export function reviewObject({ id, name }: { id: string; name: string }): { type: string; id: string; name: string } {
  return { type: "review", id, name };
}
