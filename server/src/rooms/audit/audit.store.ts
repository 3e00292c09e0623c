import type { AuditQuery } from "@latchkey/contract";
import { sql, type RawBuilder, type Selectable } from "kysely";
import type { Connection } from "../../database/database.ts";
import { fixedInsert } from "../../database/fixed-statement.ts";
import { selectPage, type Keyset } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { executeLater } from "../../database/transact.ts";
import { textArray } from "../../database/tags.ts";
import type { AuditEntriesTable } from "./audit.tables.ts";

export type AuditRow = Selectable<AuditEntriesTable>;

// Written with every change, so that it is put together once.
const insertion = fixedInsert<AuditRow>("audit_entries", [
  "profile_id",
  "id",
  "at",
  "actor_type",
  "actor_id",
  "actor_name",
  "acting_as_id",
  "acting_as_name",
  "action",
  "object_type",
  "object_id",
  "object_name",
  "result",
  "reason",
  "before",
  "after",
  "ip",
  "user_agent",
  "request_id",
]);

export async function insertAuditEntry(connection: Connection, row: AuditRow): Promise<void> {
  await executeLater(connection, insertion.with({ ...row, before: toJson(row.before), after: toJson(row.after) }));
}

function toJson(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

const byTime: Keyset = { sort: "-at", column: sql`at`, id: sql`id`, isDescending: true, type: "timestamptz" };

export async function listAuditEntries(connection: Connection, profileId: string, query: AuditQuery) {
  const rows = sql`from audit_entries where profile_id = ${profileId} and ${auditConditions(query)}`;
  return selectPage<AuditRow>(connection, { rows, keyset: byTime, limit: query.limit, cursor: query.cursor });
}

function auditConditions(query: AuditQuery): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (query.search) {
    conditions.push(
      sql`lower(actor_name || ' ' || coalesce(object_name, '') || ' ' || coalesce(ip, '')) like ${likePattern(query.search)}`,
    );
  }
  if (query.action?.length) conditions.push(isAction(query.action));
  if (query.actorId) conditions.push(sql`actor_id = ${query.actorId}`);
  if (query.objectType) conditions.push(sql`object_type = ${query.objectType}`);
  if (query.objectId) conditions.push(sql`object_id = ${query.objectId}`);
  if (query.result) conditions.push(sql`result = ${query.result}`);
  if (query.from) conditions.push(sql`at >= ${new Date(query.from)}`);
  if (query.to) conditions.push(sql`at < ${new Date(query.to)}`);
  return sql.join(conditions, sql` and `);
}

/** `user.` stands for every action that begins so. */
function isAction(actions: readonly string[]): RawBuilder<boolean> {
  const exact = actions.filter((action) => !action.endsWith("."));
  const prefixes = actions.filter((action) => action.endsWith("."));
  const conditions = [sql`action = any(${textArray(exact)})`, ...prefixes.map((prefix) => sql`starts_with(action, ${prefix})`)];
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}
