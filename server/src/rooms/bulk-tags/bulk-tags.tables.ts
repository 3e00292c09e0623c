import type { AuditEntry, BulkChosen, BulkTagJob, BulkTaggedType, TagStep } from "@latchkey/contract";
import type { ColumnType } from "kysely";

type Json<T> = ColumnType<T, string, string>;

export interface BulkTagJobsTable {
  profile_id: string;
  id: string;
  of_type: BulkTaggedType;
  chosen: Json<BulkChosen>;
  steps: Json<TagStep[]>;
  state: BulkTagJob["state"];
  matched_count: number;
  seen_count: number;
  changed_count: number;
  refused_count: number;
  undone_count: number;
  kept_count: number;
  after_id: string;
  reason: string | null;
  undo_reason: string | null;
  undo_by: ColumnType<AuditEntry["actor"] | null, string | null, string | null>;
  created_by: Json<AuditEntry["actor"]>;
  created_at: Date;
  finished_at: Date | null;
  undoable_until: Date | null;
}

export interface BulkTagPatchesTable {
  profile_id: string;
  job_id: string;
  id: string;
  before: string[];
  after: string[];
  outcome: "undone" | "kept" | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    bulk_tag_jobs: BulkTagJobsTable;
    bulk_tag_patches: BulkTagPatchesTable;
  }
}
