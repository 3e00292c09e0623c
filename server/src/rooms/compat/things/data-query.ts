import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../../http/context.ts";
import { valueOf, type DataRecordRow } from "../../devices/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { readText } from "../wire/read-body.ts";
import { readMoment } from "../wire/relative-date.ts";

const rowsMax = 10_000;

export interface DataPlace {
  ctx: Context;
  deviceId: string;
  /** How many rows may still be answered, where one request asks several times. */
  rowsMax?: number;
}

type Query = Record<string, unknown>;

const limitOf = ({ rowsMax: rowsLeft = rowsMax }: DataPlace): number => Math.min(rowsLeft, rowsMax);

/** A record as TagoIO's. What ours has no column for travels in its metadata. */
export function toTagoRecord(row: DataRecordRow): Record<string, unknown> {
  const { tagoio, ...metadata } = (row.metadata ?? {}) as { tagoio?: Record<string, unknown> };
  return {
    id: row.id,
    device: row.device_id,
    variable: row.variable,
    value: valueOf(row),
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...tagoio,
    time: row.time.toISOString(),
  };
}

const list = (value: unknown): string[] =>
  value === undefined || value === "" ? [] : [value].flat().map((each) => readText(each, "query"));

/** TagoIO's query forms on one device. Answers records, or a number. */
export async function queryData(place: DataPlace, query: Query): Promise<unknown> {
  const kind = typeof query["query"] === "string" ? query["query"] : "default";
  const where = conditions(place, query);
  const perVariable = /^(last|first)_(item|value|location|insert)$/.exec(kind);
  if (perVariable) return onePerVariable(place, where, { isLast: perVariable[1] === "last", of: perVariable[2] ?? "item" });

  switch (kind) {
    case "default":
    case "defaultQ":
      return records(place, where, query);
    case "count":
      return single<number>(place, sql`select count(*)::int as answer from data_records where ${where}`);
    case "min":
    case "max":
      return extreme(place, where, kind);
    case "avg":
    case "sum":
      requireStart(query);
      return single(place, sql`select ${sql.raw(kind)}(number_value) as answer from data_records where ${where}`);
    case "aggregate":
      return aggregate(place, where, query);
    case "conditional":
      requireStart(query);
      return records(place, sql`${where} and ${compared(query)}`, query);
    default:
      throw compatErrors.not_valid({ detail: `query: "${kind}" is not known` });
  }
}

function conditions({ ctx, deviceId }: DataPlace, query: Query): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`profile_id = ${ctx.profileId}`, sql`device_id = ${deviceId}`];
  const variables = [...list(query["variables"]), ...list(query["variable"])].map((name) => name.toLowerCase());
  const [groups, ids, values] = [
    [...list(query["groups"]), ...list(query["group"])],
    list(query["ids"]),
    [...list(query["values"]), ...list(query["value"])],
  ];
  if (variables.length > 0) parts.push(sql`variable = any(${variables}::text[])`);
  if (ids.length > 0) parts.push(sql`id = any(${ids}::text[])`);
  if (groups.length > 0) parts.push(sql`metadata -> 'tagoio' ->> 'group' = any(${groups}::text[])`);
  if (values.length > 0 && query["query"] !== "conditional") {
    parts.push(sql`coalesce(number_value::text, text_value, boolean_value::text) = any(${values}::text[])`);
  }
  const now = ctx.platform.clock.now();
  const from = readMoment(query["start_date"], { now, direction: -1, field: "start_date" });
  const to = readMoment(query["end_date"], { now, direction: -1, field: "end_date" });
  if (from) parts.push(sql`time >= ${from}`);
  if (to) parts.push(sql`time <= ${endOfDay(query["end_date"], to)}`);
  return sql.join(parts, sql` and `);
}

/** A day without a time is meant whole. */
function endOfDay(given: unknown, moment: Date): Date {
  return typeof given === "string" && /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(moment.getTime() + 86_399_999) : moment;
}

async function run({ ctx }: DataPlace, statement: RawBuilder<DataRecordRow>): Promise<Record<string, unknown>[]> {
  return (await statement.execute(ctx.db)).rows.map(toTagoRecord);
}

async function single<T>({ ctx }: DataPlace, statement: RawBuilder<unknown>): Promise<T | null> {
  const result = await (statement as RawBuilder<{ answer: T | null }>).execute(ctx.db);
  return result.rows[0]?.answer ?? null;
}

function records(place: DataPlace, where: RawBuilder<unknown>, query: Query): Promise<Record<string, unknown>[]> {
  const [quantity, skip] = [Number(readText(query["qty"] ?? 15, "qty")), Number(readText(query["skip"] ?? 0, "skip"))];
  if (!Number.isSafeInteger(quantity) || quantity < 1 || !Number.isSafeInteger(skip) || skip < 0) {
    throw compatErrors.not_valid({ detail: "qty and skip must be whole numbers, qty from 1" });
  }
  const order = query["ordination"] === "ascending" ? sql`time asc, id asc` : sql`time desc, id desc`;
  return run(
    place,
    sql`select * from data_records where ${where} order by ${order} limit ${Math.min(quantity, limitOf(place))} offset ${skip}`,
  );
}

function onePerVariable(place: DataPlace, where: RawBuilder<unknown>, { isLast, of }: { isLast: boolean; of: string }): Promise<unknown> {
  const has =
    { value: sql`coalesce(number_value::text, text_value, boolean_value::text) <> ''`, location: sql`metadata -> 'tagoio' ? 'location'` }[
      of
    ] ?? sql`true`;
  // Ids begin with the moment of insertion.
  const by = of === "insert" ? sql`id` : sql`time`;
  const direction = isLast ? sql`desc` : sql`asc`;
  return run(
    place,
    sql`select distinct on (variable) * from data_records where ${where} and ${has} order by variable, ${by} ${direction}, id ${direction}
      limit ${limitOf(place)}`,
  );
}

async function extreme(place: DataPlace, where: RawBuilder<unknown>, kind: "min" | "max"): Promise<unknown> {
  const direction = kind === "min" ? sql`asc` : sql`desc`;
  return run(
    place,
    sql`select * from data_records where ${where} and number_value is not null order by number_value ${direction}, time desc limit 1`,
  );
}

const intervals = ["minute", "hour", "day", "month", "quarter", "year"];
const functions = ["avg", "sum", "min", "max"];

async function aggregate(place: DataPlace, where: RawBuilder<unknown>, query: Query): Promise<unknown> {
  const [interval, name] = [readText(query["interval"], "interval"), readText(query["function"], "function")];
  if (!intervals.includes(interval)) throw compatErrors.not_valid({ detail: `interval: must be one of ${intervals.join(", ")}` });
  if (!functions.includes(name)) throw compatErrors.not_valid({ detail: `function: must be one of ${functions.join(", ")}` });

  const result = await sql<{ time: Date; value: number | null }>`
    select date_trunc(${interval}, time at time zone 'UTC') at time zone 'UTC' as time, ${sql.raw(name)}(number_value) as value
    from data_records where ${where} and number_value is not null group by 1 order by 1 desc limit ${limitOf(place)}`.execute(place.ctx.db);
  return result.rows.map(({ time, value }) => ({ time: time.toISOString(), value }));
}

const comparisons: Record<string, RawBuilder<unknown>> = { gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=`, eq: sql`=`, ne: sql`<>` };

function compared(query: Query): RawBuilder<unknown> {
  const [name, value] = [readText(query["function"], "function"), Number(readText(query["value"], "value"))];
  const operator = Object.hasOwn(comparisons, name) ? comparisons[name] : undefined;
  if (operator === undefined || Number.isNaN(value)) {
    throw compatErrors.not_valid({ detail: "conditional: needs a number as value, and gt, gte, lt, lte, eq or ne as function" });
  }
  return sql`number_value ${operator} ${value}`;
}

function requireStart(query: Query): void {
  if (query["start_date"] === undefined) throw compatErrors.not_valid({ detail: "start_date: is required for this query" });
}
