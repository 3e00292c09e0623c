import { sql, type Insertable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { SessionsTable } from "./sessions.tables.ts";

export async function insertSession(tx: Tx, row: Insertable<SessionsTable>): Promise<void> {
  await tx.insertInto("sessions").values(row).execute();
}

export async function deleteSession(tx: Tx, profileId: string, sessionId: string): Promise<void> {
  await tx.deleteFrom("sessions").where("profile_id", "=", profileId).where("id", "=", sessionId).execute();
}

export async function deleteSessionsOf(tx: Tx, profileId: string, userId: string, keptSessionId: string | null): Promise<void> {
  const query = tx.deleteFrom("sessions").where("profile_id", "=", profileId).where("user_id", "=", userId);
  await (keptSessionId === null ? query : query.where("id", "!=", keptSessionId)).execute();
}

export async function deleteExpiredSessions(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("sessions").where("expires_at", "<", now).execute();
}

export async function touchSession(connection: Connection, profileId: string, sessionId: string, now: Date): Promise<void> {
  await connection
    .updateTable("sessions")
    .set({ last_seen_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", sessionId)
    .execute();
}

export interface SessionWithUser {
  profile_id: string;
  session_id: string;
  created_at: Date;
  expires_at: Date;
  last_seen_at: Date;
  user_id: string;
  name: string;
  email: string;
  tags: string[];
  is_super: boolean;
  slug: string | null;
  access_revision: number | null;
  profile_ids: string[];
}

/**
 * Everything a request needs to know about its session in one indexed read: session, user, status, tags and the
 * profile's access revision. This is the one query that joins tables of several rooms, because every request pays for it:
 * whoever was suspended, deleted or signed out is refused on the very next one.
 */
export async function findSessionWithUser(connection: Connection, tokenHash: Buffer, now: Date): Promise<SessionWithUser | undefined> {
  const result = await sql<SessionWithUser>`
    select s.profile_id, s.id as session_id, s.created_at, s.expires_at, s.last_seen_at,
      u.id as user_id, u.name, u.email, u.tags, u.is_super, p.slug, p.access_revision,
      case when p.id is null
        then array(select m.profile_id from memberships m where m.administrator_id = u.id)
        else '{}' end as profile_ids
    from sessions s
    join users u on u.profile_id = s.profile_id and u.id = s.user_id
    left join profiles p on p.id = s.profile_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.status = 'active'`.execute(connection);
  return result.rows[0];
}
