import type { Tag } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";

/**
 * Tags are stored as text[] of `key=value`: array elements have statistics and a GIN index, so a search for two tags
 * among a million users stays fast where JSON containment did not. A key never contains `=`, so the first one separates.
 */
export function toStoredTags(tags: readonly Tag[]): string[] {
  return tags.map((tag) => `${tag.key}=${tag.value}`);
}

export function fromStoredTags(stored: readonly string[]): Tag[] {
  return stored.map((pair) => {
    const separator = pair.indexOf("=");
    return { key: pair.slice(0, separator), value: pair.slice(separator + 1) };
  });
}

/** A text[] parameter; plain arrays would be sent as several parameters. */
export function textArray(values: readonly string[]): RawBuilder<string[]> {
  return sql<string[]>`${values}::text[]`;
}

/** Condition on a tags column: every filter is met, each being `key=value`, or `key` alone for any value. */
export function tagsMeet(column: RawBuilder<unknown>, filters: readonly string[]): RawBuilder<boolean> {
  const pairs = filters.filter((filter) => filter.includes("="));
  const keys = filters.filter((filter) => !filter.includes("="));

  const conditions = keys.map((key) => carriesKey(column, key));
  if (pairs.length > 0) conditions.unshift(sql<boolean>`${column} @> ${textArray(pairs)}`);
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** Condition on a tags column: some tag has this key. */
export function carriesKey(column: RawBuilder<unknown>, key: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from unnest(${column}) as pair where starts_with(pair, ${`${key}=`}))`;
}

/** So many tags are looked at one by one; few carry more. */
const unrolledMax = 6;
/** From here on PostgreSQL looks a value up in a list by hash. */
const hashedMin = 9;
const hashedMax = 1000;

/**
 * The same as `column && values`, for rows that no index finds: comparing each tag with each of many values took most of
 * the time of a list with a long list of what is denied.
 */
export function overlapsOnRow(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> {
  const isOverlapping = sql<boolean>`${column} && ${textArray(values)}`;
  if (values.length < hashedMin || values.length > hashedMax) return isOverlapping;

  const places = Array.from(
    { length: unrolledMax },
    (_place, index) => sql`(${column})[${sql.lit(index + 1)}] = any(${textArray(values)})`,
  );
  return sql<boolean>`coalesce(${sql.join(places, sql` or `)} or (cardinality(${column}) > ${sql.lit(unrolledMax)} and ${isOverlapping}), false)`;
}
