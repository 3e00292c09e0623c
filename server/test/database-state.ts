import { sql } from "kysely";
import type { Database } from "../src/database/database.ts";

/** When a token was last used is bookkeeping of reads: a refused call may touch it, and nothing else. */
const touchColumns = ["last_used_at", "last_seen_at", "last_opened_at"];

/** Row count and digest of every table: two states are equal only when nothing at all was written in between. */
export async function databaseState(db: Database): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'migrations%' order by 1`.execute(db);
  const digests = tables.rows.map(
    ({ name }) => sql`
      select ${name} as name, count(*) || ' rows, ' || coalesce(md5(string_agg(line, '' order by line)), '') as digest
      from (select (to_jsonb(t) - ${touchColumns}::text[])::text as line from ${sql.table(name)} t) lines`,
  );
  const result = await sql<{ name: string; digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db);
  return Object.fromEntries(result.rows.map(({ name, digest }) => [name, digest]));
}

export interface AuditedAction {
  profile_id: string;
  action: string;
  result: string;
}

/** Ids of all audit entries, to see later which ones are new. */
export async function auditIds(db: Database): Promise<Set<string>> {
  const result = await sql<{ id: string }>`select id from audit_entries`.execute(db);
  return new Set(result.rows.map((row) => row.id));
}

/** Actions of the entries written since. */
export async function auditedSince(db: Database, known: ReadonlySet<string>): Promise<string[]> {
  const result = await sql<
    AuditedAction & { id: string }
  >`select id, profile_id, action, result from audit_entries order by action`.execute(db);
  return result.rows.filter((row) => !known.has(row.id)).map((row) => row.action);
}

/** Runs something and answers the names of the tables it changed; an empty list means that nothing was written. */
export async function changedTables(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const before = await databaseState(db);
  await work();
  const after = await databaseState(db);
  // PostgreSQL may count the larger tables beside the others: the order of its answer means nothing.
  return Object.keys(after)
    .filter((table) => after[table] !== before[table])
    .toSorted();
}
