import { sql, type RawBuilder } from "kysely";
import type { Connection } from "./database.ts";
import { planAnew } from "./paging.ts";

export interface Sampled {
  max: number;
  /** So many rows, about, are taken of all that the index has for a tag. */
  foundMax: number;
}

/**
 * Whether more rows than `max` meet a condition that the index of tags answers, where many times as many are expected: to note
 * down where each of them lies would take longer than the rest. PostgreSQL is told to take some of them only, any of them
 * (`gin_fuzzy_search_limit`). Yes is certain, because every row found is checked; no says nothing.
 * INVARIANT: the setting holds for this statement alone, wherever it runs: set before the index is read, put back after.
 */
export async function hasMoreThan(connection: Connection, rows: RawBuilder<unknown>, { max, foundMax }: Sampled): Promise<boolean> {
  const result = await sql<{ count: number }>`
    ${planAnew}with sampling as materialized (select set_config('gin_fuzzy_search_limit', ${String(foundMax)}, true) as is_on)
    select count(*) as count, set_config('gin_fuzzy_search_limit', '0', true) as is_off
    from sampling cross join lateral (select 1 ${rows} and sampling.is_on is not null limit ${max + 1}) as found`.execute(connection);
  return (result.rows[0]?.count ?? 0) > max;
}
