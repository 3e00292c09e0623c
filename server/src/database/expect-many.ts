/** What statistics let expect of a list that rules narrow down: a reason to choose a way to read it, never an answer. */
import { sql } from "kysely";
import { always, eitherOf, toCondition, type Part } from "./alternatives.ts";
import type { Connection } from "./database.ts";
import type { Sampled } from "./has-more-than.ts";
import { countMax } from "./paging.ts";
import { estimateRows } from "./row-estimates.ts";
import { allRows, countMaxOf, type RuledPageQuery } from "./ruled-rows.ts";
import { shareOfTags, tableStatistics, type TableStatistics } from "./table-statistics.ts";

/** A table with fewer rows is read quickly whichever way is taken. */
const largeTableMin = 20_000;
/** So many rows at most are looked at in order for one page, whatever was expected. */
const walkedMax = 20_000;
/** Rows that are let through lie closer here and further apart there. */
const walkedMargin = 2;
const alternativesMax = 8;
/** What statistics say of one tag may be off by a little; of a rarer one, by more. */
const sureMargin = 1.2;
const rareMargin = 2;
/** Of the rows with a tag, so many times as many are taken as should be enough; a sample is worth it where there are twice as many. */
const sampledMargin = 3;
const sampledTimes = 2;
/** To find a row by index and to sort it takes longer than to look at the next one in order. */
const sortedCost = 2;
/** To note down where a row lies, as one of two indexes has it, is that much dearer than to look at it. */
const notedCost = 0.4;
const rangeMargin = 1.5;
/** A statement with two indexes takes longer to plan, and reads the page a second time: as long as to look at so many rows. */
const rangeCost = 3000;
/** So many times as many are let through: with all of the denied among them, what is expected of the others holds. */
const fewDenied = 4;

export interface ExpectedMany {
  /** Which part of all rows, at most. */
  share: number;
  /** Whether so few are denied that it makes no difference which. */
  isSure: boolean;
  /** So many rows in order should hold a page. */
  walkedMax: number;
  /** So many should hold it as well, if it is found by two indexes: by what rules say, and by the sort column up to so far. */
  rangeRows: number | undefined;
  /** The part, or a part of it, that most rows meet, where it alone is expected to be enough. */
  widest: Part | undefined;
  /** One tag of which some rows are expected to be enough. */
  sampled: (Sampled & { part: Part }) | undefined;
}

/** What to go by where rules are expected to let many rows through; nothing where it takes less to find and sort all of them. */
export async function expectMany(connection: Connection, query: RuledPageQuery): Promise<ExpectedMany | undefined> {
  const statistics = await tableStatistics(connection, query.table);
  if (statistics.rows < largeTableMin) return undefined;

  const { anyOf, noneOf } = query.isAllowed;
  if (anyOf.includes(always) && noneOf.length === 0)
    return { share: 1, isSure: true, walkedMax, rangeRows: undefined, widest: undefined, sampled: undefined };
  const few = fewRowsMax(query, statistics);
  if (rowsMaxOf(anyOf, statistics) <= few) return undefined;
  const last = alternativesMax - 1;
  const parts = anyOf.length <= alternativesMax ? anyOf : [...anyOf.slice(0, last), eitherOf(anyOf.slice(last))];
  const unknown = parts.filter((part) => part.rowsMax === undefined);
  // As an index answers them, because only of those are there statistics.
  const sources = unknown.map(
    (part) => sql`${allRows(query)} and ${toCondition({ anyOf: [{ ...part, byIndex: part.asEstimated ?? part.byIndex }], noneOf })}`,
  );
  const rows = (sources.length === 0 ? [] : await estimateRows(connection, sources)).map((expected) => expected ?? 0);

  const sum = rows.reduce((total, each) => total + each, 0);
  if (sum <= few) return undefined;
  const share = Math.min(1, sum / statistics.rows);
  const most = Math.max(...rows);
  const part = most > countMaxOf(query) ? unknown[rows.indexOf(most)] : undefined;
  const tag = part && tagThatSuffices(part, statistics, { expected: most, wanted: countMaxOf(query) });
  const needed = (query.limit + 1) / share;
  const isWhole = parts.length === 1 && (tag === undefined || part?.tagged?.tags.length === 1);
  return {
    share,
    isSure: rowsMaxOf(noneOf, statistics) * fewDenied <= sum,
    walkedMax: Math.min(walkedMax, Math.ceil(needed * walkedMargin)),
    rangeRows: (sum + needed * rangeMargin) * notedCost + rangeCost < needed * sortedCost ? needed * rangeMargin : undefined,
    widest: isWhole ? undefined : (tag?.part ?? part),
    sampled: tag && toSample(tag, { wanted: countMaxOf(query), stored: statistics.rows * tag.share }),
  };
}

/** So many that are wanted in the total anyway, or that are read and sorted faster than rows in order hold a page of them. */
function fewRowsMax(query: RuledPageQuery, { rows }: TableStatistics): number {
  return Math.min(countMax, Math.max(countMaxOf(query), Math.sqrt(((query.limit + 1) * rows) / sortedCost)));
}

/** What statistics of tags alone can say spares asking the planner. */
function rowsMaxOf(parts: readonly Part[], statistics: TableStatistics): number {
  const mostOf = ({ rowsMax, boundTags }: Part) => rowsMax ?? (boundTags ? shareOfTags(statistics, boundTags) : 1) * statistics.rows;
  return parts.reduce((sum, part) => sum + mostOf(part), 0);
}

interface SufficientTag {
  part: Part;
  share: number;
  expected: number;
}

/** One tag of a part of which so many rows are expected, if that tag alone should be enough: the rarer, the less an index reads. */
function tagThatSuffices(
  { tagged }: Part,
  { tagShares }: TableStatistics,
  { expected, wanted }: { expected: number; wanted: number },
): SufficientTag | undefined {
  if (tagged === undefined) return undefined;

  const tags = tagged.tags.map((tag) => ({ tag, share: tagShares.get(tag) ?? 0 })).toSorted((one, other) => one.share - other.share);
  const all = tags.reduce((total, { share }) => total + share, 0);
  const isEnough = (margin: number) => (each: { share: number }) => (expected * each.share) / all > wanted * margin;
  const chosen = tags.find(isEnough(rareMargin)) ?? tags.find(isEnough(sureMargin));
  return chosen && { part: tagged.partOf(chosen.tag), share: chosen.share, expected: (expected * chosen.share) / all };
}

/** How many of the rows with a tag to look at, where that is far from all of them; some of them are denied. */
function toSample({ part, expected }: SufficientTag, { wanted, stored }: { wanted: number; stored: number }): ExpectedMany["sampled"] {
  const foundMax = Math.ceil((wanted * sampledMargin * stored) / expected);
  return foundMax * sampledTimes > stored ? undefined : { part, max: wanted, foundMax };
}
