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

/** The part of all rows that carries one of the tags, at most. */
export function shareOfTags({ tagShares, otherSharesMax }: TableStatistics, tags: readonly string[]): number {
  return tags.reduce((sum, tag) => sum + (tagShares.get(tag) ?? otherSharesMax), 0);
}

const freshMs = 10_000;

type Remembered<Known> = WeakMap<Connection, Map<string, { known: Known; readAt: number }>>;
const statisticsOf: Remembered<TableStatistics> = new WeakMap();
const boundsOf: Remembered<string[]> = new WeakMap();
const sharesOf: Remembered<ReadonlyMap<string, number>> = new WeakMap();

export function tableStatistics(connection: Connection, table: string): Promise<TableStatistics> {
  return recall(statisticsOf, { connection, name: table, read: () => readStatistics(connection, table) });
}

/** Values of an index by a text that lie about as many rows apart from one another each, in order; none where nothing is known. */
export function sortBounds(connection: Connection, index: string): Promise<string[]> {
  return recall(boundsOf, { connection, name: index, read: () => readBounds(connection, index) });
}

/** Of an index over a function that answers many things of a row: which part of all rows each of those has that most rows have. */
export function elementShares(connection: Connection, { index, of }: { index: string; of: string }): Promise<ReadonlyMap<string, number>> {
  return recall(sharesOf, { connection, name: index, read: () => readShares(connection, { index, of }) });
}

async function recall<Known>(
  remembered: Remembered<Known>,
  { connection, name, read }: { connection: Connection; name: string; read: () => Promise<Known> },
): Promise<Known> {
  const names = remembered.get(connection) ?? new Map<string, { known: Known; readAt: number }>();
  remembered.set(connection, names);
  const found = names.get(name);
  const now = performance.now();
  if (found && now - found.readAt < freshMs) return found.known;

  const known = await read();
  names.set(name, { known, readAt: now });
  return known;
}

/** PostgreSQL keeps them for the expressions of an index as it does for the columns of a table. */
async function readBounds(connection: Connection, index: string): Promise<string[]> {
  const result = await sql<{ bounds: string[] | null }>`
    select s.histogram_bounds::text::text[] as bounds from pg_class c
    join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname and s.attname = 'lower'
    where c.oid = to_regclass(${index})`.execute(connection);
  return result.rows[0]?.bounds ?? [];
}

async function readShares(connection: Connection, { index, of }: { index: string; of: string }): Promise<ReadonlyMap<string, number>> {
  const result = await sql<{ element: string; share: number }>`
    select listed.element, listed.share from pg_class c
    join pg_stats s on s.schemaname = c.relnamespace::regnamespace::text and s.tablename = c.relname and s.attname = ${of}
    cross join unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as listed(element, share)
    where c.oid = to_regclass(${index}) and listed.element is not null`.execute(connection);
  return new Map(result.rows.map(({ element, share }) => [element, share]));
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
