import { sql, type RawBuilder } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { CountRules } from "./attempts.rules.ts";
import type { AttemptsTable } from "./attempts.tables.ts";

export interface Counter {
  profileId: string;
  kind: AttemptsTable["kind"];
  name: string;
  id: string;
  rules: CountRules;
}

export interface Count {
  kind: AttemptsTable["kind"];
  failures: number;
  locked_until: Date | null;
}

// Doubled with each further failure; beyond the twentieth doubling every limit is reached.
function lockedUntil(failures: RawBuilder<unknown>, { failuresMax, delaySeconds, delaySecondsMax }: CountRules, now: Date) {
  const seconds = sql`least(${delaySecondsMax}::float8, ${delaySeconds}::float8 * power(2, least(${failures} - ${failuresMax}::integer, 20)))`;
  return sql`case when ${failures} >= ${failuresMax}::integer then ${now}::timestamptz + ${seconds} * interval '1 second' end`;
}

/**
 * Counts one failure in advance for every counter that is not locked, and answers those. INVARIANT: one statement, so that
 * of tries at the same time no more get through than the limit allows; and the rows are always locked in the same order.
 */
export async function countFailures(connection: Connection, counters: readonly Counter[], now: Date): Promise<Count[]> {
  const counted: Count[] = [];
  for (const { profileId, kind, name, id, rules } of counters) {
    const next = sql`(case when attempts.last_failure_at < ${new Date(now.getTime() - rules.forgetSeconds * 1000)}::timestamptz
      then 1 else attempts.failures + 1 end)`;
    const result = await sql<Count>`
      insert into attempts (profile_id, kind, name, id, failures, last_failure_at, locked_until)
      values (${profileId}, ${kind}, ${name}, ${id}, 1, ${now}, ${lockedUntil(sql`1`, rules, now)})
      on conflict (profile_id, kind, name) do update set
        failures = ${next}, last_failure_at = ${now}, locked_until = ${lockedUntil(next, rules, now)}
      where attempts.locked_until is null or attempts.locked_until <= ${now}
      returning kind, failures, locked_until`.execute(connection);
    counted.push(...result.rows);
  }
  return counted;
}

/** The end of the longest lock among some counters; null when none is locked. */
export async function findLockedUntil(connection: Connection, counters: readonly Counter[], now: Date): Promise<Date | null> {
  const wanted = counters.map(({ profileId, kind, name }) => sql`(${profileId}, ${kind}, ${name})`);
  const result = await sql<{ until: Date | null }>`
    select max(locked_until) as until from attempts
    where (profile_id, kind, name) in (${sql.join(wanted)}) and locked_until > ${now}`.execute(connection);
  return result.rows[0]?.until ?? null;
}

export async function findFailures(connection: Connection, counter: Pick<Counter, "profileId" | "kind" | "name">): Promise<number> {
  const row = await connection
    .selectFrom("attempts")
    .select("failures")
    .where("profile_id", "=", counter.profileId)
    .where("kind", "=", counter.kind)
    .where("name", "=", counter.name)
    .executeTakeFirst();
  return row?.failures ?? 0;
}

/** Forgets everything about one counter. */
export async function deleteCounter(connection: Connection, counter: Pick<Counter, "profileId" | "kind" | "name">): Promise<void> {
  await connection
    .deleteFrom("attempts")
    .where("profile_id", "=", counter.profileId)
    .where("kind", "=", counter.kind)
    .where("name", "=", counter.name)
    .execute();
}

/** Takes back one failure that was counted in advance, and the lock that followed from it. */
export async function takeBackFailure(connection: Connection, { profileId, kind, name, rules }: Counter): Promise<void> {
  const isIt = sql`profile_id = ${profileId} and kind = ${kind} and name = ${name}`;
  await sql`
    with forgotten as (delete from attempts where ${isIt} and failures <= 1)
    update attempts set failures = failures - 1,
      locked_until = case when failures - 1 < ${rules.failuresMax}::integer then null else locked_until end
    where ${isIt} and failures > 1`.execute(connection);
}

export interface LockoutRow {
  id: string;
  kind: AttemptsTable["kind"];
  name: string;
  failures: number;
  last_failure_at: Date;
  locked_until: Date;
  user_id: string | null;
}

const shownMax = 200;

export async function listLockoutRows(connection: Connection, profileId: string, now: Date): Promise<LockoutRow[]> {
  const result = await sql<LockoutRow>`
    select a.id, a.kind, a.name, a.failures, a.last_failure_at, a.locked_until, u.id as user_id
    from attempts a
    left join users u on a.kind <> 'address' and u.profile_id = a.profile_id and u.email = a.name and u.deleted_at is null
    where a.profile_id = ${profileId} and a.locked_until > ${now}
    order by a.locked_until desc, a.id limit ${shownMax}`.execute(connection);
  return result.rows;
}

export async function deleteLockout(tx: Tx, profileId: string, id: string) {
  return tx
    .deleteFrom("attempts")
    .where("profile_id", "=", profileId)
    .where("id", "=", id)
    .returning(["kind", "name", "failures"])
    .executeTakeFirst();
}

/** For timed work. */
export async function deleteOldAttempts(connection: Connection, now: Date): Promise<void> {
  const dayMs = 86_400_000;
  await connection
    .deleteFrom("attempts")
    .where("last_failure_at", "<", new Date(now.getTime() - dayMs))
    .where((where) => where.or([where("locked_until", "is", null), where("locked_until", "<", now)]))
    .execute();
}
