import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";

export async function addDataOutput(
  connection: Connection,
  profileId: string,
  counted: { month: string; slot: number; records: number },
): Promise<void> {
  await connection
    .insertInto("data_output")
    .values({ profile_id: profileId, ...counted })
    .onConflict((conflict) =>
      conflict.columns(["profile_id", "month", "slot"]).doUpdateSet({ records: sql`data_output.records + excluded.records` }),
    )
    .execute();
}

/** Records by month, newest first. */
export async function listDataOutputMonths(
  connection: Connection,
  profileId: string,
  monthsMax: number,
): Promise<{ month: string; records: number }[]> {
  const result = await sql<{ month: string; records: number }>`
    select to_char(month, 'YYYY-MM') as month, sum(records)::bigint as records
    from data_output where profile_id = ${profileId}
    group by month order by month desc limit ${monthsMax}`.execute(connection);
  return result.rows;
}
