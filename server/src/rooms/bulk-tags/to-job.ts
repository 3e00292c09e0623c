import type { BulkTagJob } from "@latchkey/contract";
import type { BulkTagJobRow } from "./bulk-tags.store.ts";

export function toJob(row: BulkTagJobRow): BulkTagJob {
  return {
    id: row.id,
    of: row.of_type,
    which: row.chosen,
    steps: row.steps,
    state: row.state,
    matched: row.matched_count,
    seen: row.seen_count,
    changed: row.changed_count,
    refused: row.refused_count,
    undone: row.undone_count,
    kept: row.kept_count,
    reason: row.reason,
    createdBy: row.created_by.name,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoableUntil: row.undoable_until?.toISOString() ?? null,
  };
}

export function jobObject({ id, steps }: Pick<BulkTagJobRow, "id" | "steps">): { type: string; id: string; name: string } {
  return { type: "bulk_tag_change", id, name: [...new Set(steps.map((step) => step.key))].join(", ") };
}
