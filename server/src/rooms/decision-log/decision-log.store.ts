import type { Effect, LoggedDecision, SubjectType } from "@latchkey/contract";
import { textArray } from "../../database/tags.ts";
import { sql, type Selectable } from "kysely";
import type { Connection, Database, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import type { DecisionLogTable, MonitorEffectsTable } from "./decision-log.tables.ts";

export type DecisionRow = Selectable<DecisionLogTable>;
export type MonitorEffectRow = Selectable<MonitorEffectsTable>;

/** Who asked for what. */
interface AskedColumns {
  profile_id: string;
  id: string;
  day: string;
  subject_type: SubjectType;
  subject_id: string;
  action: string;
  resource_type: string;
  resource_id: string;
  count: number;
  last_at: string;
}

export type NewDecision = AskedColumns & { decision: Effect; rules: LoggedDecision["rules"]; first_at: string };
export type NewMonitorEffect = AskedColumns & { policy_id: string; decided: Effect; would_be: Effect };

export interface NewRuleUse {
  profile_id: string;
  rule_source: "policy" | "role";
  source_id: string;
  permission_index: number;
  day: string;
  count: number;
}

const askedTypes = sql`profile_id text, id text, day date, subject_type text, subject_id text, action text, resource_type text,
  resource_id text, count bigint, last_at timestamptz`;

// INVARIANT: rows are written in the order of their key, so that two nodes that flush at once never wait for each other.

export async function upsertDecisions(tx: Tx, rows: readonly NewDecision[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into decision_log (profile_id, id, day, subject_type, subject_id, action, resource_type, resource_id, decision, count, rules, first_at, last_at)
    select profile_id, id, day, subject_type, subject_id, action, resource_type, resource_id, decision, count, rules, first_at, last_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (${askedTypes}, decision text, rules jsonb, first_at timestamptz)
    order by profile_id, day, subject_id, resource_id, action, resource_type, subject_type, decision
    on conflict (profile_id, day, subject_id, resource_id, action, resource_type, subject_type, decision) do update set
      count = decision_log.count + excluded.count, rules = excluded.rules,
      first_at = least(decision_log.first_at, excluded.first_at), last_at = greatest(decision_log.last_at, excluded.last_at)`.execute(tx);
}

export async function upsertRuleUses(tx: Tx, rows: readonly NewRuleUse[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into rule_uses (profile_id, rule_source, source_id, permission_index, day, count)
    select profile_id, rule_source, source_id, permission_index, day, count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new (profile_id text, rule_source text, source_id text, permission_index integer, day date, count bigint)
    order by profile_id, source_id, rule_source, permission_index, day
    on conflict (profile_id, source_id, rule_source, permission_index, day) do update set count = rule_uses.count + excluded.count`.execute(
    tx,
  );
}

export async function upsertMonitorEffects(tx: Tx, rows: readonly NewMonitorEffect[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into monitor_effects (profile_id, id, policy_id, day, subject_type, subject_id, action, resource_type, resource_id, decided, would_be, count, last_at)
    select profile_id, id, policy_id, day, subject_type, subject_id, action, resource_type, resource_id, decided, would_be, count, last_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (${askedTypes}, policy_id text, decided text, would_be text)
    order by profile_id, policy_id, day, subject_id, resource_id, action, resource_type, subject_type, would_be
    on conflict (profile_id, policy_id, day, subject_id, resource_id, action, resource_type, subject_type, would_be) do update set
      count = monitor_effects.count + excluded.count, last_at = greatest(monitor_effects.last_at, excluded.last_at)`.execute(tx);
}

const sortColumns: SortColumns = { lastAt: { column: sql`last_at`, type: "timestamptz" } };
const lastFirst = keysetOf("-lastAt", sortColumns);
// A date column would come as a moment, in whatever zone the server has.
const dayText = sql`day::text as day`;

export interface DecisionListQuery {
  subjectId?: string | undefined;
  resourceType?: string | undefined;
  resourceId?: string | undefined;
  action?: string | undefined;
  decision?: Effect | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

export async function listDecisionRows(connection: Connection, profileId: string, query: DecisionListQuery) {
  const is = (column: string, value: string | undefined) => (value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`);
  return selectPage<DecisionRow>(connection, {
    rows: sql`from decision_log where profile_id = ${profileId} and ${is("subject_id", query.subjectId)}
      and ${is("resource_type", query.resourceType)} and ${is("resource_id", query.resourceId)}
      and ${is("action", query.action)} and ${is("decision", query.decision)}
      and ${query.from === undefined ? sql`true` : sql`day >= ${query.from}::date`}
      and ${query.to === undefined ? sql`true` : sql`day <= ${query.to}::date`}`,
    columns: sql`decision_log.*, ${dayText}`,
    keyset: lastFirst,
    limit: query.limit,
    cursor: query.cursor,
  });
}

export async function listMonitorEffectRows(
  connection: Connection,
  profileId: string,
  query: { policyId: string; wouldBe?: Effect | undefined; limit: number; cursor?: string | undefined },
) {
  return selectPage<MonitorEffectRow>(connection, {
    rows: sql`from monitor_effects where profile_id = ${profileId} and policy_id = ${query.policyId}
      and ${query.wouldBe === undefined ? sql`true` : sql`would_be = ${query.wouldBe}`}`,
    columns: sql`monitor_effects.*, ${dayText}`,
    keyset: lastFirst,
    limit: query.limit,
    cursor: query.cursor,
  });
}

/** Different pairs of subject and resource that a monitored policy would have let in, or kept out. */
export async function countEffectPairs(
  connection: Connection,
  profileId: string,
  policyId: string,
): Promise<{ wouldAllow: number; wouldDeny: number }> {
  const result = await sql<{ would_be: Effect; pairs: number }>`
    select would_be, count(distinct (subject_id, resource_type, resource_id)) as pairs from monitor_effects
    where profile_id = ${profileId} and policy_id = ${policyId} group by would_be`.execute(connection);
  const pairsOf = (effect: Effect) => result.rows.find((row) => row.would_be === effect)?.pairs ?? 0;
  return { wouldAllow: pairsOf("allow"), wouldDeny: pairsOf("deny") };
}

export interface RuleUseRow {
  source_id: string;
  permission_index: number;
  day: string;
  count: number;
}

/** Uses of one policy's or role's rules, newest day first. */
export async function listRuleUseRows(
  connection: Connection,
  profileId: string,
  { source, id }: { source: "policy" | "role"; id: string },
): Promise<RuleUseRow[]> {
  const result = await sql<RuleUseRow>`
    select source_id, permission_index, ${dayText}, count from rule_uses
    where profile_id = ${profileId} and rule_source = ${source} and source_id = ${id}
    order by permission_index, rule_uses.day desc`.execute(connection);
  return result.rows;
}

/** The day of the last use by policy; those that were never used are left out. */
export async function listPolicyLastUseDays(
  connection: Connection,
  profileId: string,
  policyIds: readonly string[],
): Promise<Map<string, string>> {
  const result = await sql<{ source_id: string; day: string }>`
    select source_id, max(rule_uses.day)::text as day from rule_uses
    where profile_id = ${profileId} and rule_source = 'policy' and source_id = any(${textArray(policyIds)})
    group by source_id`.execute(connection);
  return new Map(result.rows.map((row) => [row.source_id, row.day]));
}

/** The day of the last use by policy or role id, and of each rule by that id and its place, e.g. `<id> 0`. */
export async function listLastUses(connection: Connection, profileId: string): Promise<Map<string, string>> {
  const result = await sql<{ source_id: string; permission_index: number; day: string }>`
    select source_id, permission_index, max(rule_uses.day)::text as day from rule_uses
    where profile_id = ${profileId} group by source_id, permission_index`.execute(connection);

  const last = new Map<string, string>();
  for (const { source_id: id, permission_index: index, day } of result.rows) {
    last.set(`${id} ${index}`, day);
    const known = last.get(id);
    if (known === undefined || known < day) last.set(id, day);
  }
  return last;
}

/** The first day that uses are known of. */
export async function findFirstUseDay(connection: Connection, profileId: string): Promise<string | null> {
  const result = await sql<{ day: string | null }>`
    select min(day)::text as day from rule_uses where profile_id = ${profileId}`.execute(connection);
  return result.rows[0]?.day ?? null;
}

/** Moves the uses of rules that stand elsewhere now, and drops those of rules that are gone. */
export async function moveRuleUses(
  tx: Tx,
  profileId: string,
  { policyId, placeOf }: { policyId: string; placeOf: (index: number) => number | undefined },
): Promise<void> {
  const rows = await listRuleUseRows(tx, profileId, { source: "policy", id: policyId });
  if (rows.length === 0) return;
  await sql`delete from rule_uses where profile_id = ${profileId} and rule_source = 'policy' and source_id = ${policyId}`.execute(tx);
  const moved = rows.flatMap(({ permission_index: index, ...row }) => {
    const place = placeOf(index);
    return place === undefined ? [] : [{ ...row, profile_id: profileId, rule_source: "policy" as const, permission_index: place }];
  });
  await upsertRuleUses(tx, moved);
}

export async function deleteOlderThan(db: Database | Tx, day: string): Promise<void> {
  await sql`delete from decision_log where day < ${day}::date`.execute(db);
  await sql`delete from rule_uses where day < ${day}::date`.execute(db);
  await sql`delete from monitor_effects where day < ${day}::date`.execute(db);
}

/** Decisions of some days, in pieces, for whoever replays them. */
export async function* readDecisionRows(
  connection: Connection,
  profileId: string,
  { from, to }: { from: string; to: string },
): AsyncIterable<DecisionRow[]> {
  let after: string | null = null;
  for (;;) {
    const result: { rows: DecisionRow[] } = await sql<DecisionRow>`
      select decision_log.*, ${dayText} from decision_log
      where profile_id = ${profileId} and decision_log.day between ${from}::date and ${to}::date and ${after === null ? sql`true` : sql`id > ${after}`}
      order by id limit ${batchSize}`.execute(connection);
    if (result.rows.length > 0) yield result.rows;
    const last = result.rows.at(-1);
    if (last === undefined || result.rows.length < batchSize) return;
    after = last.id;
  }
}

const batchSize = 5000;
