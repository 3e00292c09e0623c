import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import type { BulkTagJobsTable, BulkTagPatchesTable } from "./bulk-tags.tables.ts";

export type BulkTagJobRow = Selectable<BulkTagJobsTable>;
export type PatchRow = Selectable<BulkTagPatchesTable>;

export async function insertJob(tx: Tx, row: Insertable<BulkTagJobsTable>): Promise<BulkTagJobRow> {
  return tx.insertInto("bulk_tag_jobs").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateJob(
  connection: Connection,
  { profile_id, id }: Pick<BulkTagJobRow, "profile_id" | "id">,
  changes: Updateable<BulkTagJobsTable>,
): Promise<BulkTagJobRow> {
  return connection
    .updateTable("bulk_tag_jobs")
    .set(changes)
    .where("profile_id", "=", profile_id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findJob(connection: Connection, profileId: string, jobId: string): Promise<BulkTagJobRow | undefined> {
  return connection.selectFrom("bulk_tag_jobs").selectAll().where("profile_id", "=", profileId).where("id", "=", jobId).executeTakeFirst();
}

/** Undefined while another node is at it, too: two must not do the same batch. */
export async function claimJob(tx: Tx, { profile_id, id, state }: BulkTagJobRow): Promise<BulkTagJobRow | undefined> {
  return tx
    .selectFrom("bulk_tag_jobs")
    .selectAll()
    .where("profile_id", "=", profile_id)
    .where("id", "=", id)
    .where("state", "=", state)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

export async function lockJob(tx: Tx, profileId: string, jobId: string): Promise<BulkTagJobRow | undefined> {
  return tx
    .selectFrom("bulk_tag_jobs")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("id", "=", jobId)
    .forUpdate()
    .executeTakeFirst();
}

/** Jobs of all profiles that have something left to do, the oldest first. */
export async function listJobsAtWork(connection: Connection): Promise<BulkTagJobRow[]> {
  return connection
    .selectFrom("bulk_tag_jobs")
    .selectAll()
    .where("state", "in", ["running", "undoing"])
    .orderBy("created_at")
    .limit(20)
    .execute();
}

const sortColumns: SortColumns = { createdAt: { column: sql`created_at`, type: "timestamptz", isNeverNull: true } };

export async function listJobRows(connection: Connection, profileId: string, query: { limit: number; cursor?: string | undefined }) {
  return selectPage<BulkTagJobRow>(connection, {
    rows: sql`from bulk_tag_jobs where profile_id = ${profileId}`,
    keyset: keysetOf("-createdAt", sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

type Patch = Pick<PatchRow, "id" | "before" | "after">;

export async function insertPatches(tx: Tx, { profile_id, id }: BulkTagJobRow, patches: readonly Patch[]): Promise<void> {
  if (patches.length === 0) return;
  const elements = (list: string) => sql`array(
    select pair from jsonb_array_elements_text(${sql.ref(list)}) with ordinality as each (pair, place) order by place)`;
  await sql`
    insert into bulk_tag_patches (profile_id, job_id, id, before, after)
    select ${profile_id}, ${id}, given.id, ${elements("given.before")}, ${elements("given.after")}
    from jsonb_to_recordset(${JSON.stringify(patches)}::jsonb) as given (id text, before jsonb, after jsonb)`.execute(tx);
}

/** The next patches by id. */
export async function listPatches(tx: Tx, job: BulkTagJobRow, limit: number): Promise<PatchRow[]> {
  return tx
    .selectFrom("bulk_tag_patches")
    .selectAll()
    .where("profile_id", "=", job.profile_id)
    .where("job_id", "=", job.id)
    .where("id", ">", job.after_id)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function markPatches(
  tx: Tx,
  { profile_id, id }: BulkTagJobRow,
  { ids, outcome }: { ids: readonly string[]; outcome: "undone" | "kept" },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("bulk_tag_patches")
    .set({ outcome })
    .where("profile_id", "=", profile_id)
    .where("job_id", "=", id)
    .where("id", "in", ids)
    .execute();
}

/** Those whom undoing left as they were. */
export async function listKeptIds(connection: Connection, profileId: string, jobId: string, limit: number): Promise<string[]> {
  const rows = await connection
    .selectFrom("bulk_tag_patches")
    .select("id")
    .where("profile_id", "=", profileId)
    .where("job_id", "=", jobId)
    .where("outcome", "=", "kept")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** When the time to undo is over, nobody needs to know what each tag was. */
export async function deletePatchesAfter(connection: Connection, now: Date): Promise<void> {
  await sql`
    with over as (
      update bulk_tag_jobs set undoable_until = null
      where undoable_until <= ${now} and state in ('done', 'failed') returning profile_id, id)
    delete from bulk_tag_patches using over
    where bulk_tag_patches.profile_id = over.profile_id and bulk_tag_patches.job_id = over.id`.execute(connection);
}
