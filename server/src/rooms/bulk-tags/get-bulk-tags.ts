import type { BulkTagJob, Page } from "@latchkey/contract";
import { sql } from "kysely";
import { listTaggedNames } from "../../database/retag-rows.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import { textArray } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findJob, listJobRows, listKeptIds } from "./bulk-tags.store.ts";
import { toJob } from "./to-job.ts";

export async function listBulkTags(ctx: Context, query: { limit: number; cursor?: string | undefined }): Promise<Page<BulkTagJob>> {
  const { rows, nextCursor, total } = await listJobRows(ctx.db, ctx.profileId, query);
  return { items: rows.map(toJob), nextCursor, total };
}

const samplesMax = 20;

/** How far a job is, and whom undoing left as they were. */
export async function getBulkTags(ctx: Context, jobId: string): Promise<BulkTagJob & { keptSamples: { id: string; name: string }[] }> {
  const row = await findJob(ctx.db, ctx.profileId, jobId);
  if (!row) throw httpErrors.not_found();

  const ids = await listKeptIds(ctx.db, ctx.profileId, jobId, samplesMax);
  const condition = sql<boolean>`id = any(${textArray(ids)})`;
  const kept = await listTaggedNames(ctx.db, ctx.profileId, { table: taggedTableOf[row.of_type], condition, limit: samplesMax });
  return { ...toJob(row), keptSamples: kept.map(({ id, name }) => ({ id, name })) };
}
