import { sql, type Insertable } from "kysely";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
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

export interface SessionWithUser {
  profile_id: string;
  session_id: string;
  created_at: Date;
  expires_at: Date;
  last_seen_at: Date;
  is_device_trusted: boolean;
  has_second_factor: boolean;
  user_id: string;
  name: string;
  email: string;
  tags: string[];
  group_ids: string[];
  roles: HeldRole[];
  is_super: boolean;
  slug: string | null;
  access_revision: number | null;
  profile_ids: string[];
  limited_profiles: { profileId: string; accessRevision: number }[];
}

const limitedProfiles = sql`coalesce((
  select jsonb_agg(jsonb_build_object('profileId', m.profile_id, 'accessRevision', lp.access_revision))
  from memberships m join profiles lp on lp.id = m.profile_id where m.administrator_id = u.id and m.is_limited
), '[]')`;

/**
 * Everything a request needs to know about its session in one indexed read: session, user, status, tags,
 * groups, roles and the profile's access revision. This is the one query that joins tables of several rooms, because every request pays for it:
 * whoever was suspended, deleted or signed out is refused on the very next one.
 */
export async function findSessionWithUser(connection: Connection, tokenHash: Buffer, now: Date): Promise<SessionWithUser | undefined> {
  const result = await sql<SessionWithUser>`
    select s.profile_id, s.id as session_id, s.created_at, s.expires_at, s.last_seen_at, s.is_device_trusted, s.has_second_factor,
      u.id as user_id, u.name, u.email, u.tags, u.group_ids, ${heldRoles(now)} as roles, u.is_super, p.slug, p.access_revision,
      case when p.id is null
        then array(select m.profile_id from memberships m where m.administrator_id = u.id and not m.is_limited)
        else '{}' end as profile_ids,
      case when p.id is null then ${limitedProfiles} else '[]' end as limited_profiles
    from sessions s
    join users u on u.profile_id = s.profile_id and u.id = s.user_id
    left join profiles p on p.id = s.profile_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.status = 'active'`.execute(connection);
  return result.rows[0];
}
