import type { ResourceFilter, ResourceSet } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import { carriesKey, textArray } from "./tags.ts";

interface Columns {
  id: RawBuilder<unknown>;
  tags: RawBuilder<unknown>;
}

/** Turns what a caller may do into one SQL condition over the id and tags columns of a table. */
export function resourceFilterToSql(filter: ResourceFilter, columns: Columns): RawBuilder<boolean> {
  if (filter.kind === "all") return sql<boolean>`true`;
  if (filter.kind === "none") return sql<boolean>`false`;
  return sql<boolean>`(${isInSet(filter.anyOf, columns)} and not ${isInSet(filter.noneOf, columns)})`;
}

/** Condition for the rows of a set; `keys` asks for a tag key with whatever value. */
export function isInSet(set: ResourceSet & { keys?: readonly string[] }, columns: Columns): RawBuilder<boolean> {
  if (set.any) return sql<boolean>`true`;

  const conditions: RawBuilder<boolean>[] = [];
  if (set.ids.length > 0) conditions.push(sql<boolean>`${columns.id} = any(${textArray(set.ids)})`);
  if (set.tags.length > 0) conditions.push(sql<boolean>`${columns.tags} && ${textArray(set.tags)}`);
  for (const key of set.keys ?? []) conditions.push(carriesKey(columns.tags, key));
  return conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}
