import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { isLiving, type TaggedTable } from "./tagged-tables.ts";

export interface Sample {
  count: number;
  samples: { id: string; name: string }[];
}

/** Counts and samples the rows of a profile that meet a condition over `taggedColumns`; deleted users are left out. */
export async function sampleRows(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; condition: RawBuilder<boolean>; samplesMax: number },
): Promise<Sample> {
  const rows = sql`from ${sql.table(wanted.table)} where profile_id = ${profileId} and ${isLiving(wanted.table)} and ${wanted.condition}`;

  const [count, samples] = await Promise.all([
    sql<{ count: number }>`select count(*) as count ${rows}`.execute(connection),
    sql<{ id: string; name: string }>`select id, name ${rows} order by lower(name), id limit ${wanted.samplesMax}`.execute(connection),
  ]);
  return { count: count.rows[0]?.count ?? 0, samples: samples.rows };
}
