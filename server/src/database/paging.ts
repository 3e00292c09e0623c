import type { CappedCount } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { planAnewMark } from "./preparing-client.ts";
import { textArray } from "./tags.ts";

/** How many rows a list has hangs on the values it is asked with, and with it the way to read them. */
export const planAnew = sql.raw(planAnewMark);

/** Thrown when a cursor was not made by this list with this sort. */
export class InvalidCursorError extends Error {
  constructor() {
    super("cursor does not belong to this list");
    this.name = "InvalidCursorError";
  }
}

/**
 * Keyset paging: rows are ordered by one sort column and the id, and the cursor holds both of the last row.
 * Page 1000 costs what page 2 costs, and rows inserted meanwhile neither repeat nor vanish.
 * INVARIANT: stored times have milliseconds and nothing finer, as JavaScript's do; a cursor keeps no more.
 */
export interface Keyset {
  /** Name of the sort as in the query, e.g. `-createdAt`: a cursor is refused with another one. */
  sort: string;
  column: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  isDescending: boolean;
  /** SQL type the cursor's text is cast to. */
  type: "text" | "timestamptz";
  /** No row is without a value: saying so spares a look for those that are, after the last page. */
  isNeverNull?: boolean;
}

export interface CursorContent {
  sort: string;
  value: string | null;
  id: string;
}

function encodeCursor(content: CursorContent): string {
  return Buffer.from(JSON.stringify([content.sort, content.value, content.id])).toString("base64url");
}

function decodeCursor(cursor: string, { sort, type }: Keyset): CursorContent {
  try {
    const [cursorSort, value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    if (cursorSort !== sort || typeof id !== "string" || (value !== null && typeof value !== "string")) throw new InvalidCursorError();
    if (type === "timestamptz" && value !== null && !isTime(value)) throw new InvalidCursorError();
    return { sort, value, id };
  } catch {
    throw new InvalidCursorError();
  }
}

/** A cursor is what a caller sends: the database must never be given a time that it does not have, such as the year 275760. */
function isTime(value: string): boolean {
  return /^\d{4}-/.test(value) && new Date(value).toISOString() === value;
}

/** Condition for the rows after the cursor; null values sort last in both directions. */
export function isAfterCursor(keyset: Keyset, after: CursorContent | undefined): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`true`;
  if (after.value === null) return sql<boolean>`(${keyset.column} is null and ${isBeyond(keyset, sql`${keyset.id}`, sql`${after.id}`)})`;
  return sql<boolean>`(${isBeyondValue(keyset, after)} or ${keyset.column} is null)`;
}

export function isBeyondValue(keyset: Keyset, { value, id }: CursorContent): RawBuilder<boolean> {
  const typed = keyset.type === "timestamptz" ? sql`${new Date(value ?? "")}::timestamptz` : sql`${value}::text`;
  return isBeyond(keyset, sql`(${keyset.column}, ${keyset.id})`, sql`(${typed}, ${id})`);
}

function isBeyond({ isDescending }: Keyset, row: RawBuilder<unknown>, place: RawBuilder<unknown>): RawBuilder<boolean> {
  return isDescending ? sql<boolean>`${row} < ${place}` : sql<boolean>`${row} > ${place}`;
}

export function orderByKeyset(keyset: Keyset): RawBuilder<unknown> {
  return keyset.isDescending
    ? sql`${keyset.column} desc nulls last, ${keyset.id} desc`
    : sql`${keyset.column} asc nulls last, ${keyset.id} asc`;
}

/** Splits `limit + 1` rows into the page and its cursor. */
function toPage<Row>(
  rows: Row[],
  options: { limit: number; sort: string; cursorOf: (row: Row) => { value: string | Date | null; id: string } },
): { rows: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, options.limit);
  const last = shown.at(-1);
  if (rows.length <= options.limit || last === undefined) return { rows: shown, nextCursor: null };

  const { value, id } = options.cursorOf(last);
  return { rows: shown, nextCursor: encodeCursor({ sort: options.sort, value: value instanceof Date ? value.toISOString() : value, id }) };
}

/** Sort names of a list, e.g. `createdAt`, with the column each orders by. */
export type SortColumns = Record<string, Pick<Keyset, "column" | "type" | "isNeverNull">>;

/** The keyset of a sort such as `name` or `-createdAt`; the contract has already refused any other. */
export function keysetOf(sort: string, columns: SortColumns): Keyset {
  const isDescending = sort.startsWith("-");
  const chosen = columns[isDescending ? sort.slice(1) : sort];
  if (!chosen) throw new Error(`no column for sort ${sort}`);
  return { sort, ...chosen, id: sql`id`, isDescending };
}

export interface PageQuery {
  /** `from … where …`, without the cursor. */
  rows: RawBuilder<unknown>;
  columns?: RawBuilder<unknown>;
  /** What every one of the rows meets, said as an index answers it: for finding all of them, not for walking them in order. */
  narrowedBy?: RawBuilder<boolean>;
  keyset: Keyset;
  limit: number;
  cursor: string | undefined;
  /**
   * The condition may let few rows of very many through, e.g. those whom some rules allow: walking an index by the sort column
   * would then look at most of the table before a page is full.
   */
  isNarrow?: boolean;
}

/** Reads one page and its capped total; the sort value of each row comes along as `cursor_value`. */
export async function selectPage<Row extends { id: string }>(connection: Connection, query: PageQuery): Promise<ReadPage<Row>> {
  const after = placeOf(query);
  const answer = (found: SortedRow<Row>[], total: CappedCount) => toAnswer(query, found, total);

  if (query.isNarrow === true) {
    const { ids, total } = await findMatched(connection, query, after);
    return answer(total.isCapped ? await walk<Row>(connection, query, after) : await selectByIds<Row>(connection, query, ids), total);
  }
  const [found, total] = await Promise.all([walk<Row>(connection, query, after), countCapped(connection, query.rows)]);
  return answer(found, total);
}

export type SortedRow<Row> = Row & { cursor_value: string | Date | null };

export interface ReadPage<Row> {
  rows: Row[];
  nextCursor: string | null;
  total: CappedCount;
}

/** Where the page begins: behind the row that the cursor names. */
export function placeOf({ cursor, keyset }: Pick<PageQuery, "cursor" | "keyset">): CursorContent | undefined {
  return cursor === undefined ? undefined : decodeCursor(cursor, keyset);
}

export function toAnswer<Row extends { id: string }>(
  { keyset, limit }: Pick<PageQuery, "keyset" | "limit">,
  found: SortedRow<Row>[],
  total: CappedCount,
): ReadPage<Row> {
  return { ...toPage(found, { limit, sort: keyset.sort, cursorOf: (row) => ({ value: row.cursor_value, id: row.id }) }), total };
}

/** One row more than the page has, in order: first those with a value, by an index from the cursor on, then those without. */
export async function walk<Row>(connection: Connection, query: PageQuery, after: CursorContent | undefined): Promise<SortedRow<Row>[]> {
  const { keyset, limit } = query;
  const direction = keyset.isDescending ? sql`desc` : sql`asc`;
  const read = async (condition: RawBuilder<boolean>, order: RawBuilder<unknown>, rowsMax: number): Promise<SortedRow<Row>[]> => {
    const result = await sql<SortedRow<Row>>`
      ${planAnew}select ${query.columns ?? sql`*`}, ${keyset.column} as cursor_value
      ${query.rows} and ${condition} order by ${order} limit ${rowsMax}`.execute(connection);
    return result.rows;
  };

  const isValueAfter = after === undefined ? sql<boolean>`true` : isBeyondValue(keyset, after);
  const isValued = keyset.isNeverNull === true ? isValueAfter : sql<boolean>`(${keyset.column} is not null and ${isValueAfter})`;
  const byValue = sql`${keyset.column} ${direction}, ${keyset.id} ${direction}`;
  const valued = after?.value === null ? [] : await read(isValued, byValue, limit + 1);
  if (keyset.isNeverNull === true || valued.length > limit) return valued;

  const isNullAfter = after?.value === null ? isBeyond(keyset, sql`${keyset.id}`, sql`${after.id}`) : sql<boolean>`true`;
  const isNull = sql<boolean>`(${keyset.column} is null and ${isNullAfter})`;
  return [...valued, ...(await read(isNull, sql`${keyset.id} ${direction}`, limit + 1 - valued.length))];
}

/** The capped total and, as far as it is none, the ids of the page: all that match are sorted, because they are few. */
async function findMatched(connection: Connection, query: PageQuery, after: CursorContent | undefined) {
  const matched: Keyset = { ...query.keyset, column: sql`sort_value`, id: sql`matched_id` };
  const result = await sql<{ count: number; ids: string[] }>`
    ${planAnew}with matched as materialized (
      select ${query.keyset.id} as matched_id, ${query.keyset.column} as sort_value ${query.rows} and ${query.narrowedBy ?? sql`true`} limit ${countMax + 1}
    )
    select (select count(*) from matched) as count,
      array(select matched_id from matched where ${isAfterCursor(matched, after)} order by ${orderByKeyset(matched)} limit ${query.limit + 1}) as ids`.execute(
    connection,
  );
  const { count, ids } = result.rows[0] ?? { count: 0, ids: [] };
  return { ids, total: toCapped(count) };
}

async function selectByIds<Row>(connection: Connection, query: PageQuery, ids: readonly string[]): Promise<SortedRow<Row>[]> {
  if (ids.length === 0) return [];
  const result = await sql<SortedRow<Row>>`
    select ${query.columns ?? sql`*`}, ${query.keyset.column} as cursor_value
    ${query.rows} and ${query.keyset.id} = any(${textArray(ids)}) order by ${orderByKeyset(query.keyset)}`.execute(connection);
  return result.rows;
}

export const countMax = 10_000;

/** Counts at most so many rows: an exact count of a million would cost more than the page itself. */
export async function countCapped(connection: Connection, rows: RawBuilder<unknown>, max = countMax): Promise<CappedCount> {
  const result = await sql<{
    count: number;
  }>`${planAnew}select count(*) as count from (select 1 ${rows} limit ${max + 1}) as capped`.execute(connection);
  return toCapped(result.rows[0]?.count ?? 0, max);
}

export function toCapped(count: number, max = countMax): CappedCount {
  return { count: Math.min(count, max), isCapped: count > max };
}
