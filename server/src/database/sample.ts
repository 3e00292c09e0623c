import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { taggedRows } from "./tagged-rows.ts";

export interface Sample {
  count: number;
  samples: { id: string; name: string }[];
}

/** Counts and samples what of one type meets a condition over `taggedColumns`; deleted users are left out. */
export async function sampleRows(
  connection: Connection,
  profileId: string,
  wanted: { type: string; condition: RawBuilder<boolean>; samplesMax: number },
): Promise<Sample> {
  const rows = sql`from ${taggedRows(profileId, wanted.type)} where is_living and ${wanted.condition}`;

  const [count, samples] = await Promise.all([
    sql<{ count: number }>`select count(*) as count ${rows}`.execute(connection),
    sql<{ id: string; name: string }>`select id, name ${rows} order by lower(name), id limit ${wanted.samplesMax}`.execute(connection),
  ]);
  return { count: count.rows[0]?.count ?? 0, samples: samples.rows };
}
