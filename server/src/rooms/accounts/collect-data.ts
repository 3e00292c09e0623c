import { sql } from "kysely";
import type { Context } from "../../http/context.ts";

/** Sections by name; each is one object or a list of them. */
export type PersonalData = Record<string, Record<string, unknown> | Record<string, unknown>[]>;

interface Person {
  profileId: string;
  userId: string;
}

const rowsMax = 10_000;

/** What each table keeps about a person. Hashes, keys and codes are left out; how many there are is not. */
export async function collectData({ db }: Context, { profileId, userId }: Person): Promise<PersonalData> {
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows as Record<string, unknown>[];
  const mine = sql`profile_id = ${profileId} and user_id = ${userId}`;
  const [account = {}] = await rows(sql`
    select id, name, email, external_id, status, source, language, tags, created_at, updated_at, last_sign_in_at
    from users where profile_id = ${profileId} and id = ${userId}`);

  return {
    account,
    groups: await rows(sql`
      select g.name from groups g join users u on u.profile_id = g.profile_id and g.id = any(u.group_ids)
      where u.profile_id = ${profileId} and u.id = ${userId} order by g.name`),
    roles: await rows(sql`
      select r.name, a.reason, a.conditions, a.created_at from role_assignments a join roles r on r.profile_id = a.profile_id and r.id = a.role_id
      where a.profile_id = ${profileId} and a.assignee_id = ${userId} order by a.created_at`),
    signInMethods: await rows(sql`select kind, name, created_at, last_used_at from factors where ${mine} order by created_at`),
    devices: await rows(
      sql`select name, user_agent, status, created_at, last_seen_at, trusted_until from browsers where ${mine} order by created_at`,
    ),
    sessions: await rows(
      sql`select method, ip, user_agent, created_at, last_seen_at, expires_at from sessions where ${mine} order by created_at`,
    ),
    notifications: await rows(
      sql`select title, message, is_read, created_at from notifications where ${mine} order by created_at limit ${rowsMax}`,
    ),
    mails: await rows(
      sql`select template, recipient, subject, state, created_at from mails where ${mine} order by created_at limit ${rowsMax}`,
    ),
    activity: await rows(sql`
      select at, action, actor_name, object_name, result, reason, ip, user_agent from audit_entries
      where profile_id = ${profileId} and (actor_id = ${userId} or object_id = ${userId}) order by at desc limit ${rowsMax}`),
  };
}
