import { sql } from "kysely";
import type { Connection } from "./database.ts";

/** What PostgreSQL knew of a table when it last looked, all profiles together: a reason to choose a way, never an answer. */
export interface TableStatistics {
  rows: number;
  /** The part of all rows that carries a tag, for the tags that most rows carry. */
  tagShares: ReadonlyMap<string, number>;
  /** No other tag is carried by a larger part; all rows where nothing is known. */
  otherSharesMax: number;
}

const freshMs = 10_000;
const knownOf = new WeakMap<Connection, Map<string, { statistics: TableStatistics; readAt: number }>>();

export async function tableStatistics(connection: Connection, table: string): Promise<TableStatistics> {
  const tables = knownOf.get(connection) ?? new Map<string, { statistics: TableStatistics; readAt: number }>();
  knownOf.set(connection, tables);
  const known = tables.get(table);
  const now = performance.now();
  if (known && now - known.readAt < freshMs) return known.statistics;

  const statistics = await readStatistics(connection, table);
  tables.set(table, { statistics, readAt: now });
  return statistics;
}

async function readStatistics(connection: Connection, table: string): Promise<TableStatistics> {
  const result = await sql<{ rows: number; tags: string[] | null; shares: number[] | null }>`
    select c.reltuples as rows, s.most_common_elems::text::text[] as tags, s.most_common_elem_freqs as shares
    from pg_class c left join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname and s.attname = 'tags'
    where c.oid = to_regclass(${table})`.execute(connection);
  const [found] = result.rows;
  const [tags, shares] = [found?.tags ?? [], found?.shares ?? []];
  return {
    rows: found?.rows ?? 0,
    tagShares: new Map(tags.map((tag, index) => [tag, shares[index] ?? 0])),
    // PostgreSQL puts the least of the frequencies behind those of the elements.
    otherSharesMax: shares[tags.length] ?? 1,
  };
}
