import type { BulkTagJob } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { bulkTagErrors } from "./bulk-tags.errors.ts";
import { lockJob, updateJob } from "./bulk-tags.store.ts";
import { jobObject, toJob } from "./to-job.ts";

/** Has a job taken back. A reason is always asked for: whoever gained access by the job loses it again. */
export async function undoBulkTags(ctx: Context, jobId: string, reason: string): Promise<BulkTagJob> {
  const now = ctx.platform.clock.now();
  return transact(ctx.db, async (tx) => {
    const stored = await lockJob(tx, ctx.profileId, jobId);
    if (!stored) throw httpErrors.not_found();
    const isFinished = stored.state === "done" || stored.state === "failed";
    if (!isFinished || stored.undoable_until === null || stored.undoable_until <= now) throw bulkTagErrors.not_undoable();

    const undo_by = JSON.stringify(actorOf(ctx.principal));
    const row = await updateJob(tx, stored, {
      state: "undoing",
      undo_reason: reason,
      undo_by,
      after_id: "",
      seen_count: 0,
      finished_at: null,
    });
    await recordAuditEntry(tx, ctx, { action: "tags.bulk_change_undone", object: jobObject(row), reason });
    return toJob(row);
  });
}
