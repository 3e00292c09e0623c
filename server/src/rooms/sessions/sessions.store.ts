import { sql, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedInsert, fixedStatement } from "../../database/fixed-statement.ts";
import { executeLater } from "../../database/transact.ts";
import type { SessionsTable } from "./sessions.tables.ts";

export type SessionRow = Selectable<SessionsTable>;

/** Whose sessions are meant. */
export interface SessionOwner {
  profileId: string;
  userId: string;
}

const insertion = fixedInsert<NewSessionRow>("sessions", [
  "profile_id",
  "id",
  "user_id",
  "token_hash",
  "created_at",
  "expires_at",
  "last_seen_at",
  "ip",
  "user_agent",
  "has_second_factor",
  "place",
  "method",
  "browser_id",
  "proved_at",
  "acting_profile_id",
  "acting_user_id",
  "acting_session_id",
  "acting_revision",
  "acting_script_type",
  "acting_script_id",
  "is_read_only",
]);

/** The rest begins with its default. */
type NewSessionRow = Omit<SessionRow, "is_device_trusted" | "previous_token_hash" | "token_renewed_at" | "is_renewal_due">;

export async function insertSession(tx: Tx, row: NewSessionRow): Promise<void> {
  await executeLater(tx, insertion.with(row));
}

export async function deleteSession(tx: Tx, profileId: string, sessionId: string): Promise<void> {
  await tx.deleteFrom("sessions").where("profile_id", "=", profileId).where("id", "=", sessionId).execute();
}

/** One session, only if it is this person's; answers whether there was one. */
export async function deleteSessionOf(tx: Tx, owner: SessionOwner, sessionId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom("sessions")
    .where("profile_id", "=", owner.profileId)
    .where("user_id", "=", owner.userId)
    .where("id", "=", sessionId)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** All sessions of a person but the kept one; answers how many. */
export async function deleteSessionsOf(tx: Tx, { profileId, userId }: SessionOwner, keptSessionId: string | null): Promise<number> {
  const query = tx.deleteFrom("sessions").where("profile_id", "=", profileId).where("user_id", "=", userId);
  const [result] = await (keptSessionId === null ? query : query.where("id", "!=", keptSessionId)).execute();
  return Number(result?.numDeletedRows ?? 0);
}

/** Sessions that a new one in the same browser takes the place of: its cookie holds one token. */
export async function deleteSessionsInBrowser(
  tx: Tx,
  { profileId, userId }: SessionOwner,
  { browserId, place }: { browserId: string; place: "console" | "portal" },
): Promise<void> {
  await executeLater(tx, endingInBrowser.with({ profileId, userId, browserId, place }));
}

const endingInBrowser = fixedStatement<{ profileId: string; userId: string; browserId: string; place: string }>(
  ({ profileId, userId, browserId, place }) => sql`
    delete from sessions where profile_id = ${profileId} and user_id = ${userId} and browser_id = ${browserId} and place = ${place}
      and acting_user_id is null`,
);

export async function deleteExpiredSessions(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("sessions").where("expires_at", "<", now).execute();
}

export async function countOpenSessions(connection: Connection, profileId: string, userId: string, now: Date): Promise<number> {
  const row = await connection
    .selectFrom("sessions")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function touchSession(connection: Connection, profileId: string, sessionId: string, now: Date): Promise<void> {
  await connection
    .updateTable("sessions")
    .set({ last_seen_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", sessionId)
    .execute();
}

export interface ListedSession extends SessionRow {
  browser_name: string | null;
  is_trusted: boolean;
  acting_name: string | null;
}

const sessionsMax = 1000;

/** Sessions of a person that have not run out, newest first; idle ones are still among them. */
export async function listSessionRows(connection: Connection, { profileId, userId }: SessionOwner, now: Date): Promise<ListedSession[]> {
  const result = await sql<ListedSession>`
    select s.*, b.name as browser_name, a.name as acting_name,
      case when b.id is null then s.is_device_trusted else coalesce(b.trusted_until > ${now}, false) end as is_trusted
    from sessions s
    left join browsers b on b.profile_id = s.profile_id and b.id = s.browser_id
    left join users a on a.profile_id = s.acting_profile_id and a.id = s.acting_user_id
    where s.profile_id = ${profileId} and s.user_id = ${userId} and s.expires_at > ${now}
    order by s.created_at desc, s.id desc limit ${sessionsMax}`.execute(connection);
  return result.rows;
}

/** Replaces the token. Where the one before is kept for a moment, only if a renewal is due: of several requests one gets it. */
export async function replaceToken(
  connection: Connection,
  session: { profileId: string; id: string },
  change: { tokenHash: Buffer; now: Date; keepsPrevious: boolean },
): Promise<{ expires_at: Date } | undefined> {
  const query = connection
    .updateTable("sessions")
    .set((expression) => ({
      previous_token_hash: change.keepsPrevious ? expression.ref("token_hash") : null,
      token_hash: change.tokenHash,
      token_renewed_at: change.now,
      is_renewal_due: false,
    }))
    .where("profile_id", "=", session.profileId)
    .where("id", "=", session.id);
  return (change.keepsPrevious ? query.where("is_renewal_due", "=", true) : query).returning("expires_at").executeTakeFirst();
}

export async function updateProof(
  tx: Tx,
  session: { profileId: string; id: string },
  proof: { proved_at: Date; has_second_factor?: boolean },
): Promise<void> {
  await tx.updateTable("sessions").set(proof).where("profile_id", "=", session.profileId).where("id", "=", session.id).execute();
}

/** Every session of these people gets a new token with its next request. */
export async function markRenewalDue(tx: Tx, profileId: string, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx
    .updateTable("sessions")
    .set({ is_renewal_due: true })
    .where("profile_id", "=", profileId)
    .where("user_id", "in", [...userIds])
    .execute();
}
