import { sql, type RawBuilder } from "kysely";
import { overlapsOnRow, textArray } from "./tags.ts";

/** One condition, written twice. */
export interface Part {
  /** As an index answers it. */
  byIndex: RawBuilder<boolean>;
  /** As it is asked fastest of a row that has been read. */
  onRow: RawBuilder<boolean>;
  /** What is known of how many rows meet it, without asking anybody. */
  rowsMax?: number;
  /** As the planner is asked how many rows meet it, where it would be far off: those who meet it meet this. */
  asEstimated?: RawBuilder<boolean>;
  /** Whoever meets it carries one of these. */
  boundTags?: readonly string[];
  /** The tags that it can be taken apart into. */
  tagged?: { tags: readonly string[]; partOf: (tag: string) => Part };
  /** As an index answers it of the rows that carry none of these tags; nothing where it would not. */
  byIndexWithout?: (denied: readonly string[]) => RawBuilder<boolean> | undefined;
}

/** A condition in parts: any of the first, and none of the last. A list can then count its widest part alone, which may be enough. */
export interface Alternatives {
  anyOf: Part[];
  noneOf: Part[];
}

/** Met by every row. */
export const always: Part = partOf(sql<boolean>`true`);
export const everything: Alternatives = { anyOf: [always], noneOf: [] };
export const nothing: Alternatives = { anyOf: [], noneOf: [] };

/** A part that an index and a row are asked in the same way. */
export function partOf(condition: RawBuilder<boolean>): Part {
  return { byIndex: condition, onRow: condition };
}

/** The rows with one of the ids. */
export function partOfIds(column: RawBuilder<unknown>, ids: readonly string[]): Part {
  return { ...partOf(sql<boolean>`${column} = any(${textArray(ids)})`), rowsMax: ids.length };
}

/** The rows that carry one of the tags. */
export function partOfTags(column: RawBuilder<unknown>, tags: readonly string[]): Part {
  return {
    byIndex: sql<boolean>`${column} && ${textArray(tags)}`,
    onRow: overlapsOnRow(column, tags),
    boundTags: tags,
    tagged: { tags, partOf: (tag) => partOf(sql<boolean>`${column} @> ${textArray([tag])}`) },
  };
}

export function isAnyOf(parts: readonly Part[], way: "byIndex" | "onRow"): RawBuilder<boolean> {
  if (parts.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${sql.join(
    parts.map((part) => part[way]),
    sql` or `,
  )})`;
}

export function eitherOf(parts: readonly Part[]): Part {
  const [first] = parts;
  return first !== undefined && parts.length === 1 ? first : { byIndex: isAnyOf(parts, "byIndex"), onRow: isAnyOf(parts, "onRow") };
}

/** From so many times as many rows on, an index that is asked for both reads longer than the rows of the rarer part take. */
const frequentTimes = 100;

/** `rowsOf` tells how many rows meet a part at most, as far as it is known. */
export function bothOf(one: Part, two: Part, rowsOf: (part: Part) => number | undefined): Part {
  const [rowsOfOne, rowsOfTwo] = [rowsOf(one) ?? Infinity, rowsOf(two) ?? Infinity];
  const [rarer, other] = rowsOfTwo < rowsOfOne ? [two, one] : [one, two];
  const isMuchRarer = Math.min(rowsOfOne, rowsOfTwo) * frequentTimes < Math.max(rowsOfOne, rowsOfTwo);
  const boundTags = rarer.boundTags ?? other.boundTags;
  return {
    // No index answers `is true`: the rows that the rarer part finds are asked.
    byIndex: isMuchRarer
      ? sql<boolean>`(${rarer.byIndex} and (${other.onRow}) is true)`
      : sql<boolean>`(${rarer.byIndex} and ${other.byIndex})`,
    onRow: sql<boolean>`(${rarer.onRow} and ${other.onRow})`,
    ...(boundTags && { boundTags }),
  };
}

export function toCondition({ anyOf, noneOf }: Alternatives): RawBuilder<boolean> {
  return sql<boolean>`(${isAnyOf(anyOf, "byIndex")} and not ${isAnyOf(noneOf, "byIndex")})`;
}
