import { sql } from "kysely";
import type { Connection } from "./database.ts";
import { likePattern } from "./search.ts";
import { isLiving, type TaggedTable } from "./tagged-tables.ts";

const knownMax = 50;

/** Tag keys in use with how many rows carry each, most used first. */
export async function listKnownTagKeys(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; search?: string | undefined },
) {
  const result = await sql<{ key: string; count: number }>`
    select split_part(pair, '=', 1) as key, count(distinct id) as count
    from ${sql.table(wanted.table)}, unnest(tags) as pair
    where profile_id = ${profileId} and ${isLiving(wanted.table)} and lower(split_part(pair, '=', 1)) like ${likePattern(wanted.search ?? "")}
    group by 1 order by 2 desc, 1 limit ${knownMax}`.execute(connection);
  return result.rows;
}

/** Values in use of one key with how many rows carry each, most used first. */
export async function listKnownTagValues(
  connection: Connection,
  profileId: string,
  wanted: { table: TaggedTable; key: string; search?: string | undefined },
) {
  const prefix = `${wanted.key}=`;
  const value = sql`substr(pair, ${[...prefix].length + 1}::int)`;
  const result = await sql<{ value: string; count: number }>`
    select ${value} as value, count(distinct id) as count
    from ${sql.table(wanted.table)}, unnest(tags) as pair
    where profile_id = ${profileId} and ${isLiving(wanted.table)} and starts_with(pair, ${prefix}) and lower(${value}) like ${likePattern(wanted.search ?? "")}
    group by 1 order by 2 desc, 1 limit ${knownMax}`.execute(connection);
  return result.rows;
}
