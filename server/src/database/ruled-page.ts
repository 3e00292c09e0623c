import type { CappedCount } from "@latchkey/contract";
import { sql } from "kysely";
import { isAnyOf } from "./alternatives.ts";
import type { Connection } from "./database.ts";
import { expectMany, type ExpectedMany } from "./expect-many.ts";
import { hasMoreThan } from "./has-more-than.ts";
import {
  countCapped,
  countMax,
  isAfterCursor,
  isBeyondValue,
  orderByKeyset,
  placeOf,
  planAnew,
  toAnswer,
  toCapped,
  walk,
  type CursorContent,
  type Keyset,
  type PageQuery,
  type ReadPage,
  type SortedRow,
} from "./paging.ts";
import { countMaxOf, everyRow, rowsOf, type RuledPageQuery } from "./ruled-rows.ts";
import { sortBounds, tableStatistics } from "./table-statistics.ts";

/** Statistics know how many a rule denies, but not whether they are the very ones that another allows: so many rows tell. */
const probedMax = 500;

/**
 * One page, and its capped total, of the rows that rules let through: they may be a handful or a million. Few are found by index
 * and sorted. Many are counted as far as is wanted while the page is read in order, until it is full: each would be slow at the other.
 * INVARIANT: expectations choose the way only; whichever it is, the page and the total are exact.
 */
export async function selectRuledPage<Row extends { id: string }>(connection: Connection, query: RuledPageQuery): Promise<ReadPage<Row>> {
  const after = placeOf(query);
  if (query.isAllowed.anyOf.length === 0) return { rows: [], nextCursor: null, total: { count: 0, isCapped: false } };

  const expected = query.keyset.isNeverNull === true ? await expectMany(connection, query) : undefined;
  const probed = expected === undefined ? undefined : await probe<Row>(connection, query, { after, expected });
  if (expected !== undefined && probed !== undefined) {
    const isPage = probed.length > query.limit;
    const reading = isPage ? probed : readInOrder<Row>(connection, query, { after, expected });
    const [rows, total] = await Promise.all([reading, countAllowed(connection, query, expected)]);
    if (rows.length > query.limit) return toAnswer(query, rows, total);
    // They are more than are ever sorted.
    if (total.isCapped && total.count === countMax) return toAnswer(query, await walk<Row>(connection, toPageQuery(query), after), total);
  }

  const matched = await selectMatched<Row>(connection, query, after);
  const rows = matched.total.isCapped ? await walk<Row>(connection, toPageQuery(query), after) : matched.rows;
  return toAnswer(query, rows, matched.total);
}

function toPageQuery(query: RuledPageQuery): PageQuery {
  const { columns, keyset, limit, cursor } = query;
  return { rows: rowsOf(query, query.isAllowed.anyOf), keyset, limit, cursor, ...(columns && { columns }) };
}

/** What is found of the page; all of it, if there is one row more than the page has. */
async function readInOrder<Row extends { id: string }>(
  connection: Connection,
  query: RuledPageQuery,
  { after, expected }: { after: CursorContent | undefined; expected: ExpectedMany },
): Promise<SortedRow<Row>[]> {
  const until = await endOfRange(connection, query, { after, expected });
  if (until === undefined) return walkSome<Row>(connection, query, { after, rowsMax: expected.walkedMax });

  const { column } = query.keyset;
  // Said of the value alone as well, because PostgreSQL expects a third of all rows of what is said of value and id together.
  const isAfter = after === undefined ? sql`true` : sql`${column} >= ${after.value} and ${isBeyondValue(query.keyset, after)}`;
  const { rows } = await selectMatched<Row>(connection, query, after, sql<boolean>`${isAfter} and ${column} <= ${until}`);
  return rows;
}

/** A value of the sort column that as many rows as should hold the page lie before, if that is worth it and known. */
async function endOfRange(
  connection: Connection,
  { table, keyset, sortIndex }: RuledPageQuery,
  { after, expected }: { after: CursorContent | undefined; expected: ExpectedMany },
): Promise<string | undefined> {
  if (expected.rangeRows === undefined || sortIndex === undefined || keyset.isDescending || keyset.type !== "text") return undefined;
  const [bounds, { rows }] = await Promise.all([sortBounds(connection, sortIndex), tableStatistics(connection, table)]);
  const begun = bounds.findIndex((bound) => bound > (after?.value ?? ""));
  return begun === -1 ? undefined : bounds[begun + Math.ceil((expected.rangeRows * (bounds.length - 1)) / rows)];
}

/** What a few rows hold of the page, if that is at least a quarter of what was expected of them. */
async function probe<Row>(
  connection: Connection,
  query: RuledPageQuery,
  { after, expected }: { after: CursorContent | undefined; expected: ExpectedMany },
): Promise<SortedRow<Row>[] | undefined> {
  if (expected.isSure) return [];
  const found = await walkSome<Row>(connection, query, { after, rowsMax: probedMax });
  return found.length > query.limit || found.length >= (probedMax * expected.share) / 4 ? found : undefined;
}

/** One alternative alone is often enough, and then nothing asks for the others. */
async function countAllowed(
  connection: Connection,
  query: RuledPageQuery,
  { widest, sampled }: Pick<ExpectedMany, "widest" | "sampled">,
): Promise<CappedCount> {
  const wanted = countMaxOf(query);
  const more = toCapped(wanted + 1, wanted);
  if (wanted === 0) return more;
  if (sampled !== undefined && (await hasMoreThan(connection, rowsOf(query, [sampled.part]), sampled))) return more;
  if (widest === undefined) return countCapped(connection, toPageQuery(query).rows, wanted);
  const most = await countCapped(connection, rowsOf(query, [widest]), wanted);
  if (most.isCapped) return most;

  const others = query.isAllowed.anyOf.filter((part) => part !== widest);
  const rest = await countCapped(connection, sql`${rowsOf(query, others)} and not ${widest.onRow}`, wanted);
  return rest.isCapped ? rest : toCapped(most.count + rest.count, wanted);
}

/** What of the page is among the next rows in order; all of it, if there is one row more than the page has. */
async function walkSome<Row>(
  connection: Connection,
  query: RuledPageQuery,
  { after, rowsMax }: { after: CursorContent | undefined; rowsMax: number },
): Promise<SortedRow<Row>[]> {
  const { keyset, limit, isAllowed } = query;
  const [table, alias] = [sql.table(query.table), sql.id(query.alias)];
  const direction = keyset.isDescending ? sql`desc` : sql`asc`;
  const isAfter = after === undefined ? sql<boolean>`true` : isBeyondValue(keyset, after);
  // Most rows are refused because nothing allows them: that is asked first, whatever the planner thinks it costs.
  const isLetThrough = sql<boolean>`case when ${isAnyOf(isAllowed.anyOf, "onRow")} then not ${isAnyOf(isAllowed.noneOf, "onRow")} else false end`;

  const result = await sql<SortedRow<Row>>`
    ${planAnew}select ${query.columns ?? sql`*`}, ${alias}.cursor_value from (
      select ${alias}.*, ${keyset.column} as cursor_value from ${table} as ${alias} where ${query.isInProfile} and ${isAfter}
      order by ${keyset.column} ${direction}, ${keyset.id} ${direction} limit ${rowsMax}
    ) as ${alias} where ${query.isListed} and ${isLetThrough}
    order by ${alias}.cursor_value ${direction}, ${keyset.id} ${direction} limit ${limit + 1}`.execute(connection);
  return result.rows;
}

/** The capped total and, as far as it is none, the page: all that are let through, in a range at least, are sorted, because they are few. */
async function selectMatched<Row extends { id: string }>(
  connection: Connection,
  query: RuledPageQuery,
  after: CursorContent | undefined,
  isInRange = sql<boolean>`true`,
): Promise<{ rows: SortedRow<Row>[]; total: CappedCount }> {
  const { keyset, limit } = query;
  const matched: Keyset = { ...keyset, column: sql`sort_value`, id: sql`matched_id` };
  const page: Keyset = { ...keyset, column: sql`page.cursor_value`, id: sql`page.id` };
  const result = await sql<(SortedRow<Row> | { id: null }) & { total_count: number }>`
    ${planAnew}with matched as materialized (
      select ${keyset.id} as matched_id, ${keyset.column} as sort_value ${toPageQuery(query).rows} and ${isInRange} limit ${countMax + 1}
    )
    select total.total_count, page.* from (select count(*) as total_count from matched) as total left join lateral (
      select ${query.columns ?? sql`*`}, ${keyset.column} as cursor_value ${everyRow(query)} and ${keyset.id} = any(array(
        select matched_id from matched where ${isAfterCursor(matched, after)} order by ${orderByKeyset(matched)} limit ${limit + 1}))
    ) as page on true order by ${orderByKeyset(page)}`.execute(connection);

  const isFound = (row: (typeof result.rows)[number]): row is SortedRow<Row> & { total_count: number } => row.id !== null;
  return { rows: result.rows.filter(isFound), total: toCapped(result.rows[0]?.total_count ?? 0) };
}
