import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import type { TaggedTable } from "./known-tags.ts";

export interface Sample {
  count: number;
  samples: { id: string; name: string }[];
}

/** The columns that conditions on tagged rows are built over. */
export const taggedColumns = { id: sql`id`, tags: sql`tags` };

/** Counts and samples the rows of a profile that meet a condition over `taggedColumns`; deleted users are left out. */
export async function sampleRows(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; condition: RawBuilder<boolean>; samplesMax: number },
): Promise<Sample> {
  const isLiving = wanted.table === "users" ? sql`deleted_at is null` : sql`true`;
  const rows = sql`from ${sql.table(wanted.table)} where profile_id = ${profileId} and ${isLiving} and ${wanted.condition}`;

  const [count, samples] = await Promise.all([
    sql<{ count: number }>`select count(*) as count ${rows}`.execute(connection),
    sql<{ id: string; name: string }>`select id, name ${rows} order by lower(name), id limit ${wanted.samplesMax}`.execute(connection),
  ]);
  return { count: count.rows[0]?.count ?? 0, samples: samples.rows };
}
