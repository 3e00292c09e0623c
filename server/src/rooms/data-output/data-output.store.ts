import { sql } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";

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

export interface Allowance {
  recordsMax: number;
  used: number;
}

/** What a profile with a limit may show in a month, and has shown; nothing without a limit. */
export async function findAllowance(connection: Connection, profileId: string, month: string): Promise<Allowance | undefined> {
  const result = await sql<Allowance>`
    select l.records_max as "recordsMax",
      (select coalesce(sum(d.records), 0)::bigint from data_output d where d.profile_id = l.profile_id and d.month = ${month}) as used
    from data_output_limits l where l.profile_id = ${profileId}`.execute(connection);
  return result.rows[0];
}

/** True for exactly one caller a month, however many ask at once. */
export async function takeWarning(tx: Tx, profileId: string, month: string): Promise<boolean> {
  const result = await sql<{ profile_id: string }>`
    update data_output_limits set warned_month = ${month}
    where profile_id = ${profileId} and warned_month is distinct from ${month}::date
    returning profile_id`.execute(tx);
  return result.rows.length > 0;
}

/** Null takes the limit away. A new limit warns anew. */
export async function storeLimit(tx: Tx, profileId: string, recordsMax: number | null): Promise<void> {
  await tx.deleteFrom("data_output_limits").where("profile_id", "=", profileId).execute();
  if (recordsMax === null) return;
  await tx.insertInto("data_output_limits").values({ profile_id: profileId, records_max: recordsMax, warned_month: null }).execute();
}
