import { sql, type RawBuilder } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { executeLater } from "../../database/transact.ts";
import type { CountRules } from "./attempts.rules.ts";
import type { AttemptsTable } from "./attempts.tables.ts";

export interface Counter {
  profileId: string;
  kind: AttemptsTable["kind"];
  name: string;
  id: string;
}

/** Limits of identifiers, and of addresses. */
export interface Limits {
  identifier: CountRules;
  address: CountRules;
}

export interface Count {
  kind: AttemptsTable["kind"];
  failures: number;
  locked_until: Date | null;
}

interface Counting {
  now: Date;
  profileId: string;
  kind: string;
  name: string;
  id: string;
  failuresMax: number;
  forgetSeconds: number;
  delaySeconds: number;
  delaySecondsMax: number;
}
interface CountingAddress extends Counting {
  addressName: string;
  addressId: string;
  addressFailuresMax: number;
  addressForgetSeconds: number;
}

type Places<Values> = { [Name in keyof Values]: RawBuilder<Values[Name]> };

function counting(given: Places<Counting>, address: Places<CountingAddress> | null): RawBuilder<Count> {
  // The limit that counts for the row at hand.
  const limitOf = (own: RawBuilder<number>, ofAddress: RawBuilder<number> | undefined) =>
    ofAddress === undefined
      ? sql`${own}::float8`
      : sql`case when attempts.kind = 'address' then ${ofAddress}::float8 else ${own}::float8 end`;
  const { now } = given;
  const isForgotten = sql`attempts.last_failure_at < ${now}::timestamptz - (${limitOf(given.forgetSeconds, address?.addressForgetSeconds)}) * interval '1 second'`;
  const next = sql`(case when ${isForgotten} then 1 else attempts.failures + 1 end)`;
  const over = sql`(${next} - (${limitOf(given.failuresMax, address?.addressFailuresMax)}))`;
  // Doubled with each further failure; beyond the twentieth doubling every limit is reached.
  const seconds = sql`least(${given.delaySecondsMax}::float8, ${given.delaySeconds}::float8 * power(2, least(${over}, 20)))`;
  const row = (kind: RawBuilder<unknown>, name: RawBuilder<string>, id: RawBuilder<string>) =>
    sql`(${given.profileId}, ${kind}, ${name}, ${id}, 1, ${now}::timestamptz)`;
  const rows = [row(given.kind, given.name, given.id), ...(address ? [row(sql`'address'`, address.addressName, address.addressId)] : [])];
  return sql<Count>`
    insert into attempts (profile_id, kind, name, id, failures, last_failure_at) values ${sql.join(rows)}
    on conflict (profile_id, kind, name) do update set
      failures = ${next}, last_failure_at = excluded.last_failure_at,
      locked_until = case when ${over} >= 0 then ${now}::timestamptz + ${seconds} * interval '1 second' end
    where attempts.locked_until is null or attempts.locked_until <= ${now}
    returning kind, failures, locked_until`;
}

const countingOwn = fixedStatement<Counting, Count>((given) => counting(given, null));
const countingBoth = fixedStatement<CountingAddress, Count>((given) => counting(given, given));

/**
 * Counts one failure in advance for every counter that is not locked, and answers those. INVARIANT: one statement, so that
 * of tries at the same time no more get through than the limit allows. The rows are locked in the order of the counters,
 * which is always the same: identifier, then address.
 */
export async function countFailures(
  connection: Connection,
  { own, address }: { own: Counter; address: Counter | null },
  { limits, now }: { limits: Limits; now: Date },
): Promise<Count[]> {
  const { failuresMax, forgetSeconds, delaySeconds, delaySecondsMax } = limits.identifier;
  const given = { ...own, now, failuresMax, forgetSeconds, delaySeconds, delaySecondsMax };
  if (address === null) return countingOwn.run(connection, given);
  return countingBoth.run(connection, {
    ...given,
    addressName: address.name,
    addressId: address.id,
    addressFailuresMax: limits.address.failuresMax,
    addressForgetSeconds: limits.address.forgetSeconds,
  });
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

type CounterName = Pick<Counter, "profileId" | "kind" | "name">;
const isCounter = ({ profileId, kind, name }: CounterName) => sql`profile_id = ${profileId} and kind = ${kind} and name = ${name}`;
type CounterPlace = Record<"profileId" | "kind" | "name", RawBuilder<unknown>>;
const isPlace = ({ profileId, kind, name }: CounterPlace) => sql`profile_id = ${profileId} and kind = ${kind} and name = ${name}`;

/**
 * Takes back what was counted in advance: everything of the identifier, one failure of the address. PostgreSQL runs the last
 * part first, so that rows are locked in the order in which they are counted.
 */
export async function forgetFailures(
  connection: Connection,
  own: CounterName,
  { address, failuresMax }: { address: CounterName | null; failuresMax: number },
) {
  const { profileId, kind, name } = own;
  const statement =
    address === null
      ? forgettingOwn.with({ profileId, kind, name })
      : forgettingBoth.with({ profileId, kind, name, addressName: address.name, failuresMax });
  await executeLater(connection, statement);
}

const forgettingOwn = fixedStatement<{ profileId: string; kind: string; name: string }>(
  (own) => sql`delete from attempts where ${isPlace(own)}`,
);
const forgettingBoth = fixedStatement<{ profileId: string; kind: string; name: string; addressName: string; failuresMax: number }>(
  (given) => {
    const address = { profileId: given.profileId, kind: sql`'address'`, name: given.addressName };
    return sql`
    with gone as (delete from attempts where ${isPlace(address)} and failures <= 1),
    back as (${takingBackAt(address, given.failuresMax)})
    delete from attempts where ${isPlace(given)}`;
  },
);

/** Takes back one failure, and the lock that followed from it. */
export async function takeBackFailure(connection: Connection, counter: CounterName, failuresMax: number): Promise<void> {
  await sql`
    with gone as (delete from attempts where ${isCounter(counter)} and failures <= 1)
    ${takingBack(counter, failuresMax)}`.execute(connection);
}

function takingBack({ profileId, kind, name }: CounterName, failuresMax: number) {
  return takingBackAt({ profileId: sql`${profileId}`, kind: sql`${kind}`, name: sql`${name}` }, sql`${failuresMax}`);
}

function takingBackAt(counter: CounterPlace, failuresMax: RawBuilder<unknown>) {
  return sql`
    update attempts set failures = failures - 1,
      locked_until = case when failures - 1 < ${failuresMax}::integer then null else locked_until end
    where ${isPlace(counter)} and failures > 1`;
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
