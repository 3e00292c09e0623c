import type { DataRecord, NewRecord } from "@latchkey/contract";
import { sql, type Insertable, type RawBuilder, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { selectPage, type Keyset } from "../../database/paging.ts";
import { textArray } from "../../database/tags.ts";
import type { DataRecordsTable } from "./devices.tables.ts";

export type DataRecordRow = Selectable<DataRecordsTable>;

// PostgreSQL takes at most 65,535 parameters a statement; each record needs ten.
const recordsPerStatementMax = 5000;

export async function insertRecords(tx: Tx, rows: readonly Insertable<DataRecordsTable>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += recordsPerStatementMax) {
    const chunk = rows.slice(start, start + recordsPerStatementMax);
    await tx
      .insertInto("data_records")
      .values(
        chunk.map((row) => ({ ...row, metadata: row.metadata === null ? null : sql`${JSON.stringify(row.metadata)}::jsonb` })) as never,
      )
      .execute();
  }
}

export async function countNewRecords(tx: Tx, profileId: string, deviceId: string, arrived: { count: number; at: Date }): Promise<void> {
  await sql`
    update devices set record_count = record_count + ${arrived.count}, last_input_at = greatest(last_input_at, ${arrived.at})
    where profile_id = ${profileId} and id = ${deviceId}`.execute(tx);
}

export interface RecordQuery {
  variable?: string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const newestFirst: Keyset = { sort: "-time", column: sql`time`, id: sql`id`, isDescending: true, type: "timestamptz" };

export async function listRecordRows(
  connection: Connection,
  profileId: string,
  query: RecordQuery & { deviceId: string; limit: number; cursor?: string | undefined },
) {
  return selectPage<DataRecordRow>(connection, {
    rows: sql`from data_records where profile_id = ${profileId} and device_id = ${query.deviceId} and ${recordConditions(query)}`,
    keyset: newestFirst,
    limit: query.limit,
    cursor: query.cursor,
  });
}

export type ShownRecordRow = Pick<DataRecordRow, "time" | "unit" | "number_value" | "text_value" | "boolean_value">;

/** The newest records of one variable, newest first, without paging; what widgets show. Metadata may be 10 kB each: left out. */
export async function listNewestRecords(
  connection: Connection,
  profileId: string,
  query: RecordQuery & { deviceId: string; limit: number },
): Promise<ShownRecordRow[]> {
  const result = await sql<ShownRecordRow>`
    select time, unit, number_value, text_value, boolean_value from data_records where profile_id = ${profileId} and device_id = ${query.deviceId} and ${recordConditions(query)}
    order by time desc, id desc limit ${query.limit}`.execute(connection);
  return result.rows;
}

function recordConditions(query: RecordQuery): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (query.variable?.length) conditions.push(sql`variable = any(${textArray(query.variable)})`);
  if (query.from) conditions.push(sql`time >= ${new Date(query.from)}`);
  if (query.to) conditions.push(sql`time < ${new Date(query.to)}`);
  return sql.join(conditions, sql` and `);
}

export interface AggregateQuery extends RecordQuery {
  deviceId: string;
  function: "avg" | "sum" | "min" | "max" | "count";
  interval: "hour" | "day" | "week" | "month" | "year" | "all";
  timeZone: string;
  limit: number;
}

const aggregates: Record<AggregateQuery["function"], RawBuilder<number>> = {
  avg: sql`avg(number_value)`,
  sum: sql`sum(number_value)`,
  min: sql`min(number_value)`,
  max: sql`max(number_value)`,
  count: sql`count(*)::double precision`,
};

/** Aggregates by interval in the profile's time zone, newest interval first; `time` is where the interval starts. */
export async function aggregateRecords(connection: Connection, profileId: string, query: AggregateQuery) {
  const bucket =
    query.interval === "all"
      ? sql<Date>`max(time)`
      : sql<Date>`date_trunc(${query.interval}, time at time zone ${query.timeZone}) at time zone ${query.timeZone}`;
  const groupBy = query.interval === "all" ? sql`` : sql`group by 1`;

  const result = await sql<{ time: Date | null; value: number | null; unit: string | null }>`
    select ${bucket} as time, ${aggregates[query.function]} as value, max(unit) as unit
    from data_records
    where profile_id = ${profileId} and device_id = ${query.deviceId} and ${recordConditions(query)}
      and (number_value is not null or ${query.function} = 'count')
    ${groupBy} order by 1 desc limit ${query.limit}`.execute(connection);
  return result.rows.flatMap(({ time, value, unit }) => (time === null || value === null ? [] : [{ time, value, unit }]));
}

/** Every variable of a device with its newest record. */
export async function listNewestByVariable(connection: Connection, profileId: string, deviceId: string): Promise<DataRecordRow[]> {
  const result = await sql<DataRecordRow>`
    with recursive names as (
      (select variable from data_records where profile_id = ${profileId} and device_id = ${deviceId} order by variable limit 1)
      union all
      select (select variable from data_records where profile_id = ${profileId} and device_id = ${deviceId} and variable > names.variable
        order by variable limit 1)
      from names where names.variable is not null
    )
    select newest.* from names cross join lateral (
      select * from data_records where profile_id = ${profileId} and device_id = ${deviceId} and variable = names.variable
      order by time desc, id desc limit 1
    ) as newest where names.variable is not null limit 500`.execute(connection);
  return result.rows;
}

/** Splits a value into the column of its type. */
export function valueColumns(value: NewRecord["value"]): Pick<DataRecordsTable, "number_value" | "text_value" | "boolean_value"> {
  return {
    number_value: typeof value === "number" ? value : null,
    text_value: typeof value === "string" ? value : null,
    boolean_value: typeof value === "boolean" ? value : null,
  };
}

export function valueOf(row: Pick<DataRecordsTable, "number_value" | "text_value" | "boolean_value">): DataRecord["value"] {
  return row.number_value ?? row.text_value ?? row.boolean_value ?? "";
}

interface RecordPlace {
  profileId: string;
  deviceId: string;
}

type RecordColumns = Partial<Pick<DataRecordsTable, "number_value" | "text_value" | "boolean_value" | "unit" | "time" | "metadata">>;

/** Answers 1, or 0 when there is no such record. */
export async function updateRecordRow(
  tx: Tx,
  { profileId, deviceId, id }: RecordPlace & { id: string },
  columns: RecordColumns,
): Promise<number> {
  if (Object.keys(columns).length === 0) return 0;
  const { metadata, ...others } = columns;
  const changes = metadata === undefined ? others : { ...others, metadata: sql`${JSON.stringify(metadata)}::jsonb` };
  const result = await tx
    .updateTable("data_records")
    .set(changes as never)
    .where("profile_id", "=", profileId)
    .where("device_id", "=", deviceId)
    .where("id", "=", id)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Keeps the device's count of records right. */
export async function deleteRecordRows(tx: Tx, { profileId, deviceId, ids }: RecordPlace & { ids: readonly string[] }): Promise<number> {
  const result = await sql`
    delete from data_records where profile_id = ${profileId} and device_id = ${deviceId} and id = any(${textArray(ids)})`.execute(tx);
  const deleted = Number(result.numAffectedRows ?? 0);
  await sql`
    update devices set record_count = greatest(0, record_count - ${deleted})
    where profile_id = ${profileId} and id = ${deviceId}`.execute(tx);
  return deleted;
}

/** All of a device in one statement, however many there are; keeps the count right. */
export async function deleteAllRecordRows(tx: Tx, { profileId, deviceId }: RecordPlace): Promise<number> {
  const result = await sql`delete from data_records where profile_id = ${profileId} and device_id = ${deviceId}`.execute(tx);
  const deleted = Number(result.numAffectedRows ?? 0);
  await sql`
    update devices set record_count = greatest(0, record_count - ${deleted})
    where profile_id = ${profileId} and id = ${deviceId}`.execute(tx);
  return deleted;
}
