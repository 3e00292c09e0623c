import type { BulkTagChange, BulkTagJob, TagStep } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import type { PolicySets } from "../access/index.ts";
import { requireConsentBefore } from "../impact/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { bulkTagErrors } from "./bulk-tags.errors.ts";
import { insertJob } from "./bulk-tags.store.ts";
import { previewBulkTags, withMoment } from "./preview-bulk-tags.ts";
import { jobObject, toJob } from "./to-job.ts";
import { toRetags } from "./to-retags.ts";

/** Starts a job that changes the tags of many. Refuses values that a key does not take, and what would change nobody. */
export async function startBulkTags(ctx: Context, policySets: PolicySets, input: BulkTagChange & Consent): Promise<BulkTagJob> {
  const { reason, confirmName, ...asked } = input;
  const change = withMoment(ctx, asked);
  await requireSettableValues(ctx, change.steps);
  const { matched, changed } = await previewBulkTags(ctx, policySets, change);
  if (changed.count === 0) throw bulkTagErrors.nobody();
  await requireConsentBefore(ctx, policySets, { changes: toRetags(change), consent: { reason, confirmName } });

  const id = newId(ctx.platform.clock);
  return transact(ctx.db, async (tx) => {
    const row = await insertJob(tx, {
      profile_id: ctx.profileId,
      id,
      of_type: change.of,
      chosen: JSON.stringify(change.which),
      steps: JSON.stringify(change.steps),
      state: "running",
      matched_count: matched,
      seen_count: 0,
      changed_count: 0,
      refused_count: 0,
      undone_count: 0,
      kept_count: 0,
      after_id: "",
      reason: reason ?? null,
      undo_reason: null,
      undo_by: null,
      created_by: JSON.stringify(actorOf(ctx.principal)),
      created_at: ctx.platform.clock.now(),
      finished_at: null,
      undoable_until: null,
    });
    await recordAuditEntry(tx, ctx, {
      action: "tags.bulk_change_started",
      object: jobObject(row),
      after: { of: change.of, which: change.which, steps: change.steps, matched },
      reason: reason ?? null,
    });
    return toJob(row);
  });
}

async function requireSettableValues(ctx: Context, steps: readonly TagStep[]): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const set = setBy(step);
    if (set === null) continue;
    const pathOf = () => `body.steps.${index}.${set.field}`;
    await requireSettableTags(ctx.db, ctx, { before: [], after: [`${step.key}=${set.value}`], pathOf });
  }
}

/** The value that a step gives somebody; null where it gives none, or whatever is there already. */
function setBy(step: TagStep): { field: string; value: string } | null {
  switch (step.kind) {
    case "rename_key":
    case "remove":
      return null;
    case "change_value":
      return { field: "to", value: step.to };
    default:
      return { field: "value", value: step.value };
  }
}
