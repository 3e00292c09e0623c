import type { ResourceFilter } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { resourceFilterToSql } from "./resource-filter.ts";
import { likePattern } from "./search.ts";
import { isLiving, taggedColumns, type TaggedTable } from "./tagged-tables.ts";

const knownMax = 50;

/** Rows whose tags are looked at: those that the caller may know. */
export interface KnownTagsQuery {
  table: TaggedTable;
  filter: ResourceFilter;
  search?: string | undefined;
}

function livingRows(profileId: string, { table, filter }: KnownTagsQuery): RawBuilder<unknown> {
  const isKnown = resourceFilterToSql(filter, taggedColumns);
  return sql`from ${sql.table(table)}, unnest(tags) as pair where profile_id = ${profileId} and ${isLiving(table)} and ${isKnown}`;
}

/** Tag keys in use with how many rows carry each, most used first. */
export async function listKnownTagKeys(connection: Connection, profileId: string, wanted: KnownTagsQuery) {
  const result = await sql<{ key: string; count: number }>`
    select split_part(pair, '=', 1) as key, count(distinct id) as count
    ${livingRows(profileId, wanted)} and lower(split_part(pair, '=', 1)) like ${likePattern(wanted.search ?? "")}
    group by 1 order by 2 desc, 1 limit ${knownMax}`.execute(connection);
  return result.rows;
}

/** Values in use of one key with how many rows carry each, most used first. */
export async function listKnownTagValues(connection: Connection, profileId: string, wanted: KnownTagsQuery & { key: string }) {
  const prefix = `${wanted.key}=`;
  const value = sql`substr(pair, ${[...prefix].length + 1}::int)`;
  const result = await sql<{ value: string; count: number }>`
    select ${value} as value, count(distinct id) as count
    ${livingRows(profileId, wanted)} and starts_with(pair, ${prefix}) and lower(${value}) like ${likePattern(wanted.search ?? "")}
    group by 1 order by 2 desc, 1 limit ${knownMax}`.execute(connection);
  return result.rows;
}
