import type { CappedCount } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";

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
}

interface CursorContent {
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
function isAfterCursor(keyset: Keyset, cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql<boolean>`true`;

  const { value, id } = decodeCursor(cursor, keyset);
  const beyond = keyset.isDescending ? sql`<` : sql`>`;
  if (value === null) return sql<boolean>`(${keyset.column} is null and ${keyset.id} ${beyond} ${id})`;

  const typed = keyset.type === "timestamptz" ? sql`${new Date(value)}::timestamptz` : sql`${value}::text`;
  return sql<boolean>`((${keyset.column}, ${keyset.id}) ${beyond} (${typed}, ${id}) or ${keyset.column} is null)`;
}

function orderByKeyset(keyset: Keyset): RawBuilder<unknown> {
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
export type SortColumns = Record<string, { column: RawBuilder<unknown>; type: Keyset["type"] }>;

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
  keyset: Keyset;
  limit: number;
  cursor: string | undefined;
}

/** Reads one page and its capped total; the sort value of each row comes along as `cursor_value`. */
export async function selectPage<Row extends { id: string }>(
  connection: Connection,
  query: PageQuery,
): Promise<{ rows: Row[]; nextCursor: string | null; total: CappedCount }> {
  const { rows, keyset, limit, cursor } = query;
  const page = sql<Row & { cursor_value: string | Date | null }>`
    select ${query.columns ?? sql`*`}, ${keyset.column} as cursor_value
    ${rows} and ${isAfterCursor(keyset, cursor)} order by ${orderByKeyset(keyset)} limit ${limit + 1}`;

  const [found, total] = await Promise.all([page.execute(connection), countCapped(connection, rows)]);
  return { ...toPage(found.rows, { limit, sort: keyset.sort, cursorOf: (row) => ({ value: row.cursor_value, id: row.id }) }), total };
}

const countMax = 10_000;

/** Counts at most 10,000 rows: an exact count of a million would cost more than the page itself. */
export async function countCapped(connection: Connection, rows: RawBuilder<unknown>): Promise<CappedCount> {
  const result = await sql<{ count: number }>`select count(*) as count from (select 1 ${rows} limit ${countMax + 1}) as capped`.execute(
    connection,
  );
  const count = result.rows[0]?.count ?? 0;
  return { count: Math.min(count, countMax), isCapped: count > countMax };
}
