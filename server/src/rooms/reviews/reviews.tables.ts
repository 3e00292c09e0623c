import type { LineDecision, Permission, ReviewBody, ReviewLine, ReviewState, Target } from "@latchkey/contract";
import type { ColumnType } from "kysely";

type Json<T> = ColumnType<T, string, string>;

/** The rule as the line shows it, and what is needed to find it again when it is to be revoked. */
export type StoredRule = ReviewLine["rule"] & { permission: Permission | null; targets: Target[] };

export interface ReviewsTable {
  profile_id: string;
  id: string;
  name: string;
  reviewers: Json<{ type: "administrator" | "run_user"; id: string; name: string }[]>;
  due_at: Date;
  on_undecided: ReviewBody["onUndecided"];
  scope: Json<ReviewBody["scope"]>;
  state: ReviewState;
  created_by: string;
  created_at: Date;
  closed_at: Date | null;
}

export interface ReviewLinesTable {
  profile_id: string;
  id: string;
  review_id: string;
  kind: ReviewLine["kind"];
  place: string;
  rule: Json<StoredRule>;
  /** JSON null where the line is about a rule as a whole. */
  subject: Json<ReviewLine["subject"]>;
  assignment_id: string | null;
  subject_count: number | null;
  last_used_on: string | null;
  decision: LineDecision | null;
  reason: string | null;
  decided_by: string | null;
  decided_at: Date | null;
  outcome: ReviewLine["outcome"];
}

export type NoticeKind = "started" | "due_soon" | "overdue";

export interface ReviewNoticesTable {
  profile_id: string;
  review_id: string;
  reviewer_type: "administrator" | "run_user";
  reviewer_id: string;
  kind: NoticeKind;
  /** The due date that a reminder spoke of. */
  due_at: Date;
  sent_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    reviews: ReviewsTable;
    review_lines: ReviewLinesTable;
    review_notices: ReviewNoticesTable;
  }
}
