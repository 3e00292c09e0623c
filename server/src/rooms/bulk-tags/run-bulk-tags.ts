import { sql, type RawBuilder } from "kysely";
import type { Tx } from "../../database/database.ts";
import { lockTaggedRows, writeTags, type NamedTags } from "../../database/retag-rows.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import { fromStoredTags, textArray, toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import { fullAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry, type NewAuditEntry } from "../audit/index.ts";
import type { PolicySets } from "../access/index.ts";
import { chosenToSql } from "../impact/index.ts";
import { settableTagsOf, type SettingTags } from "../tag-keys/index.ts";
import { claimJob, insertPatches, listJobsAtWork, listPatches, markPatches, updateJob, type BulkTagJobRow } from "./bulk-tags.store.ts";
import { isSameTags } from "./is-changed.ts";
import { jobObject } from "./to-job.ts";
import { afterSteps, keysOfSteps } from "./to-retags.ts";

/** Rows of one transaction: few enough that nobody waits long for one of them. */
const batchRows = 250;
const undoableMs = 24 * 3_600_000;
const tagsMax = 100;

/** Does what is left to do of all jobs, batch by batch; whichever node comes first does the next one. */
export async function runBulkTags(ctx: Context, policySets: PolicySets): Promise<void> {
  for (const job of await listJobsAtWork(ctx.db)) {
    const within: Context = { ...ctx, profileId: job.profile_id, access: fullAccess };
    try {
      await runJob(within, policySets, job);
    } catch (error) {
      ctx.platform.log.error("a change of many tags failed", { jobId: job.id, error });
      await updateJob(ctx.db, job, { state: "failed", ...finished(ctx, job) });
    }
  }
}

async function runJob(ctx: Context, policySets: PolicySets, job: BulkTagJobRow): Promise<void> {
  const condition = job.state === "running" ? await chosenToSql(ctx, policySets, { of: job.of_type, which: job.chosen }) : null;
  const runBatch = (tx: Tx, row: BulkTagJobRow) => (condition === null ? undoBatch(tx, ctx, row) : changeBatch(tx, ctx, row, condition));
  let isMore = true;
  while (isMore) {
    isMore = await transact(ctx.db, async (tx) => {
      const row = await claimJob(tx, job);
      return row === undefined ? false : runBatch(tx, row);
    });
  }
}

/** False when there are no more. */
async function changeBatch(tx: Tx, ctx: Context, job: BulkTagJobRow, condition: RawBuilder<boolean>): Promise<boolean> {
  const table = taggedTableOf[job.of_type];
  const rows = await lockTaggedRows(tx, ctx.profileId, { table, condition, afterId: job.after_id, limit: batchRows });
  const refuse = await settableTagsOf(tx, ctx, keysOfSteps(job.steps));
  const changes = rows.map((row) => toChange(row, job, refuse));
  const changed = changes.filter((each) => each.outcome === "changed");

  await writeTags(tx, ctx.profileId, { table, rows: changed.map(({ row, after }) => ({ id: row.id, tags: after })), at: now(ctx) });
  await insertPatches(
    tx,
    job,
    changed.map(({ row, after }) => ({ id: row.id, before: row.tags, after })),
  );
  for (const { row, after } of changed) {
    await recordAuditEntry(tx, ctx, { ...entryOf(job, row, after), reason: job.reason, actor: job.created_by });
  }
  const isDone = rows.length < batchRows;
  await updateJob(tx, job, {
    seen_count: job.seen_count + rows.length,
    changed_count: job.changed_count + changed.length,
    refused_count: job.refused_count + changes.filter((each) => each.outcome === "refused").length,
    after_id: rows.at(-1)?.id ?? job.after_id,
    ...(isDone ? { state: "done" as const, ...finished(ctx, { changed_count: job.changed_count + changed.length }) } : {}),
  });
  return !isDone;
}

interface Change {
  row: NamedTags;
  after: string[];
  outcome: "same" | "changed" | "refused";
}

function toChange(row: NamedTags, { steps }: BulkTagJobRow, refuse: (setting: SettingTags) => void): Change {
  const after = toStoredTags(afterSteps(fromStoredTags(row.tags), steps));
  if (isSameTags(row.tags, after)) return { row, after, outcome: "same" };
  return { row, after, outcome: after.length > tagsMax || isRefused(refuse, row.tags, after) ? "refused" : "changed" };
}

/** A renamed key may take other values than this one. */
function isRefused(refuse: (setting: SettingTags) => void, before: readonly string[], after: readonly string[]): boolean {
  try {
    refuse({ before, after });
    return false;
  } catch {
    return true;
  }
}

/** Gives back the tags of those whose tags are still as the job left them. False when there are no more. */
async function undoBatch(tx: Tx, ctx: Context, job: BulkTagJobRow): Promise<boolean> {
  const table = taggedTableOf[job.of_type];
  const patches = await listPatches(tx, job, batchRows);
  const ids = patches.map((patch) => patch.id);
  const condition = sql<boolean>`id = any(${textArray(ids)})`;
  const rows = await lockTaggedRows(tx, ctx.profileId, { table, condition, afterId: "", limit: batchRows });
  const stored = new Map(rows.map((row) => [row.id, row]));
  const undone = patches.flatMap((patch) => {
    const row = stored.get(patch.id);
    return row !== undefined && isSameTags(row.tags, patch.after) ? [{ row, before: patch.before }] : [];
  });
  const undoneIds = new Set(undone.map(({ row }) => row.id));
  const keptIds = ids.filter((id) => !undoneIds.has(id));

  await writeTags(tx, ctx.profileId, { table, rows: undone.map(({ row, before }) => ({ id: row.id, tags: before })), at: now(ctx) });
  await markPatches(tx, job, { ids: [...undoneIds], outcome: "undone" });
  await markPatches(tx, job, { ids: keptIds, outcome: "kept" });
  const actor = job.undo_by ?? job.created_by;
  for (const { row, before } of undone) {
    await recordAuditEntry(tx, ctx, { ...entryOf(job, row, before), reason: job.undo_reason, actor });
  }
  const isDone = patches.length < batchRows;
  await updateJob(tx, job, {
    seen_count: job.seen_count + patches.length,
    undone_count: job.undone_count + undone.length,
    kept_count: job.kept_count + keptIds.length,
    after_id: patches.at(-1)?.id ?? job.after_id,
    ...(isDone ? { state: "undone" as const, finished_at: now(ctx), undoable_until: null } : {}),
  });
  return !isDone;
}

function entryOf(job: BulkTagJobRow, row: NamedTags, tags: readonly string[]): NewAuditEntry {
  return {
    action: job.of_type === "run_user" ? "user.updated" : `${job.of_type}.updated`,
    object: { type: job.of_type, id: row.id, name: row.name },
    before: { tags: row.tags },
    after: { tags, bulkChange: jobObject(job).id },
  };
}

function finished(ctx: Context, { changed_count }: Pick<BulkTagJobRow, "changed_count">) {
  const at = now(ctx);
  return { finished_at: at, undoable_until: changed_count === 0 ? null : new Date(at.getTime() + undoableMs) };
}

function now({ platform }: Context): Date {
  return platform.clock.now();
}
