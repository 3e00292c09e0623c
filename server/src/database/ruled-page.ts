import type { CappedCount } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import { always, eitherOf, isAnyOf, toCondition, type Alternatives, type Part } from "./alternatives.ts";
import type { Connection } from "./database.ts";
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
import { estimateRows } from "./row-estimates.ts";
import { tableStatistics, type TableStatistics } from "./table-statistics.ts";

export interface RuledPageQuery extends Pick<PageQuery, "columns" | "keyset" | "limit" | "cursor"> {
  table: string;
  /** What all conditions and columns call the table. */
  alias: string;
  /** The condition that the index by the sort column begins with: the profile's. */
  isInProfile: RawBuilder<boolean>;
  /** Whatever else a row must meet, as a status or a search. */
  isListed: RawBuilder<boolean>;
  isAllowed: Alternatives;
}

/** A table with fewer rows is read quickly whichever way is taken. */
const largeTableMin = 20_000;
/** So many rows at most are looked at in order for one page, whatever was expected. */
const walkedMax = 5000;
/** Rows that are let through lie closer here and further apart there. */
const walkedMargin = 1.5;
const alternativesMax = 8;
/** What statistics say of one tag may be off by a little. */
const sureMargin = 1.2;
/** Statistics know how many a rule denies, but not whether they are the very ones that another allows: so many rows tell. */
const probedMax = 500;

/**
 * One page, and its capped total, of the rows that rules let through: they may be a handful or a million. Few are found by index
 * and sorted. Many are counted up to the cap while the page is read in order, until it is full: each would be slow at the other.
 * INVARIANT: expectations choose the way only; whichever it is, the page and the total are exact.
 */
export async function selectRuledPage<Row extends { id: string }>(connection: Connection, query: RuledPageQuery): Promise<ReadPage<Row>> {
  const after = placeOf(query);
  if (query.isAllowed.anyOf.length === 0) return { rows: [], nextCursor: null, total: { count: 0, isCapped: false } };

  const expected = query.keyset.isNeverNull === true ? await expectMany(connection, query) : undefined;
  if (expected !== undefined && (await isBorneOut(connection, query, { after, expected }))) {
    const reading = walkSome<Row>(connection, query, { after, rowsMax: expected.walkedMax });
    const [rows, total] = await Promise.all([reading, countAllowed(connection, query, expected.widest)]);
    if (rows.length > query.limit) return toAnswer(query, rows, total);
    if (total.isCapped) return toAnswer(query, await walk<Row>(connection, toPageQuery(query), after), total);
  }

  const matched = await selectMatched<Row>(connection, query, after);
  const rows = matched.total.isCapped ? await walk<Row>(connection, toPageQuery(query), after) : matched.rows;
  return toAnswer(query, rows, matched.total);
}

function toPageQuery(query: RuledPageQuery): PageQuery {
  const { columns, keyset, limit, cursor } = query;
  return { rows: rowsOf(query, query.isAllowed.anyOf), keyset, limit, cursor, ...(columns && { columns }) };
}

function allRows(query: RuledPageQuery): RawBuilder<unknown> {
  return sql`${everyRow(query)} and ${query.isListed}`;
}

function everyRow({ table, alias, isInProfile }: RuledPageQuery): RawBuilder<unknown> {
  return sql`from ${sql.table(table)} as ${sql.id(alias)} where ${isInProfile}`;
}

/** Those of the parts, denied ones left out. */
function rowsOf(query: RuledPageQuery, anyOf: readonly Part[]): RawBuilder<unknown> {
  return sql`${allRows(query)} and ${isAnyOf(anyOf, "byIndex")} and not ${isAnyOf(query.isAllowed.noneOf, "onRow")}`;
}

interface ExpectedMany {
  /** Which part of all rows, at most. */
  share: number;
  /** So many rows in order should hold a page. */
  walkedMax: number;
  /** The part, or a part of it, that most rows meet, where it alone is expected to reach the cap. */
  widest: Part | undefined;
}

/** What to go by where rules are expected to let more rows through than are counted; nothing where they are not. */
async function expectMany(connection: Connection, query: RuledPageQuery): Promise<ExpectedMany | undefined> {
  const statistics = await tableStatistics(connection, query.table);
  if (statistics.rows < largeTableMin) return undefined;

  const { anyOf, noneOf } = query.isAllowed;
  if (anyOf.includes(always) && noneOf.length === 0) return { share: 1, walkedMax, widest: undefined };
  if (rowsMaxOf(anyOf, statistics) <= countMax) return undefined;
  const last = alternativesMax - 1;
  const parts = anyOf.length <= alternativesMax ? anyOf : [...anyOf.slice(0, last), eitherOf(anyOf.slice(last))];
  const unknown = parts.filter((part) => part.rowsMax === undefined);
  // As an index answers them, because only of those are there statistics.
  const sources = unknown.map((part) => sql`${allRows(query)} and ${toCondition({ anyOf: [part], noneOf })}`);
  const rows = (sources.length === 0 ? [] : await estimateRows(connection, sources)).map((expected) => expected ?? 0);

  const sum = rows.reduce((total, each) => total + each, 0);
  if (sum <= countMax) return undefined;
  const share = Math.min(1, sum / statistics.rows);
  const most = Math.max(...rows);
  const part = most > countMax ? unknown[rows.indexOf(most)] : undefined;
  return {
    share,
    walkedMax: Math.min(walkedMax, Math.ceil(((query.limit + 1) / share) * walkedMargin)),
    widest: (part && tagThatSuffices(part, most, statistics)) ?? (parts.length > 1 ? part : undefined),
  };
}

/** What statistics of tags alone can say spares asking the planner. */
function rowsMaxOf(parts: readonly Part[], { rows, tagShares, otherSharesMax }: TableStatistics): number {
  const shareOf = (tag: string) => tagShares.get(tag) ?? otherSharesMax;
  const mostOf = ({ rowsMax, boundTags }: Part) => rowsMax ?? (boundTags?.reduce((sum, tag) => sum + shareOf(tag), 0) ?? 1) * rows;
  return parts.reduce((sum, part) => sum + mostOf(part), 0);
}

/** The most frequent tag of a part of which so many rows are expected, if that tag alone should reach the cap. */
function tagThatSuffices({ tagged }: Part, rows: number, { tagShares }: TableStatistics): Part | undefined {
  const shares = (tagged?.tags ?? []).map((tag) => tagShares.get(tag) ?? 0);
  const most = Math.max(0, ...shares);
  const all = shares.reduce((total, share) => total + share, 0);
  const tag = tagged?.tags[shares.indexOf(most)];
  const isEnough = most > 0 && shares.length > 1 && (rows * most) / all > countMax * sureMargin;
  return isEnough && tag !== undefined ? tagged?.partOf(tag) : undefined;
}

/** Whether a few rows hold at least a quarter of what was expected of them. */
async function isBorneOut(
  connection: Connection,
  query: RuledPageQuery,
  { after, expected }: { after: CursorContent | undefined; expected: ExpectedMany },
): Promise<boolean> {
  if (query.isAllowed.noneOf.length === 0) return true;
  const found = await walkSome(connection, query, { after, rowsMax: probedMax });
  return found.length > query.limit || found.length >= (probedMax * expected.share) / 4;
}

/** One alternative alone often reaches the cap, and then nothing asks for the others. */
async function countAllowed(connection: Connection, query: RuledPageQuery, widest: Part | undefined): Promise<CappedCount> {
  if (widest === undefined) return countCapped(connection, toPageQuery(query).rows);
  const most = await countCapped(connection, rowsOf(query, [widest]));
  if (most.isCapped) return most;

  const others = query.isAllowed.anyOf.filter((part) => part !== widest);
  const rest = await countCapped(connection, sql`${rowsOf(query, others)} and not ${widest.onRow}`);
  return rest.isCapped ? rest : toCapped(most.count + rest.count);
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

/** The capped total and, as far as it is none, the page: all that are let through are sorted, because they are few. */
async function selectMatched<Row extends { id: string }>(
  connection: Connection,
  query: RuledPageQuery,
  after: CursorContent | undefined,
): Promise<{ rows: SortedRow<Row>[]; total: CappedCount }> {
  const { keyset, limit } = query;
  const matched: Keyset = { ...keyset, column: sql`sort_value`, id: sql`matched_id` };
  const page: Keyset = { ...keyset, column: sql`page.cursor_value`, id: sql`page.id` };
  const result = await sql<(SortedRow<Row> | { id: null }) & { total_count: number }>`
    ${planAnew}with matched as materialized (
      select ${keyset.id} as matched_id, ${keyset.column} as sort_value ${toPageQuery(query).rows} limit ${countMax + 1}
    )
    select total.total_count, page.* from (select count(*) as total_count from matched) as total left join lateral (
      select ${query.columns ?? sql`*`}, ${keyset.column} as cursor_value ${everyRow(query)} and ${keyset.id} = any(array(
        select matched_id from matched where ${isAfterCursor(matched, after)} order by ${orderByKeyset(matched)} limit ${limit + 1}))
    ) as page on true order by ${orderByKeyset(page)}`.execute(connection);

  const isFound = (row: (typeof result.rows)[number]): row is SortedRow<Row> & { total_count: number } => row.id !== null;
  return { rows: result.rows.filter(isFound), total: toCapped(result.rows[0]?.total_count ?? 0) };
}
