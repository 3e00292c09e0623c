import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
import { restrictionsOf, restrictionsOfAdministrator, securityOf } from "../../database/restriction-rows.ts";

export interface SessionWithUser {
  profile_id: string;
  session_id: string;
  place: "console" | "portal";
  created_at: Date;
  expires_at: Date;
  last_seen_at: Date;
  proved_at: Date;
  is_device_trusted: boolean;
  has_second_factor: boolean;
  is_read_only: boolean;
  is_renewal_due: boolean;
  browser_id: string | null;
  browser_status: string | null;
  acting_profile_id: string | null;
  acting_user_id: string | null;
  acting_name: string | null;
  acting_script_type: "api_token" | "analysis" | null;
  acting_script_id: string | null;
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
  /** Security settings of the profile, or of the console, as JSON text. */
  security: string | null;
  /** Rules about from where and when, as JSON text. */
  restrictions: string | null;
}

const limitedProfiles = sql`coalesce((
  select jsonb_agg(jsonb_build_object('profileId', m.profile_id, 'accessRevision', lp.access_revision))
  from memberships m join profiles lp on lp.id = m.profile_id where m.administrator_id = u.id and m.is_limited
), '[]')`;

const restrictionsOfCaller = sql`case when p.id is null
  then ${restrictionsOfAdministrator(sql`u.id`)}
  else ${restrictionsOf(sql`s.profile_id`, { type: "run_user", id: sql`u.id` })} end`;

/** For how long requests that were under way while the token was renewed are still known. */
const renewalSeconds = 10;

/**
 * Everything a request needs to know about its session in one indexed read: session, browser, user, status, tags,
 * groups, roles, the profile's access revision, its security settings and what limits from where and when. This is the one query
 * that joins tables of several rooms, because every request pays for it: whoever was suspended, deleted or signed out is
 * refused on the very next one, and a changed setting counts there.
 */
export async function findSessionWithUser(
  connection: Connection,
  tokenHash: Buffer,
  { now, isPortal }: { now: Date; isPortal: boolean },
): Promise<SessionWithUser | undefined> {
  const own = isPortal ? await findOwnPortalSession(connection, tokenHash, now) : "asked_in_full";
  if (own !== "asked_in_full") return own;
  const [found] = await selectSessions(connection, sql`s.token_hash = ${tokenHash}`, now);
  return found;
}

type PortalRow = Omit<SessionWithUser, keyof typeof notOfRunUsers> & { is_acting: boolean };

/** What only administrators, and whoever acts as somebody else, have. */
const notOfRunUsers = {
  acting_profile_id: null,
  acting_user_id: null,
  acting_name: null,
  acting_script_type: null,
  acting_script_id: null,
  is_super: false,
  profile_ids: [] as string[],
  limited_profiles: [] as SessionWithUser["limited_profiles"],
};

const ownPortalSession = fixedStatement<{ tokenHash: Buffer; now: Date }, PortalRow>(
  ({ tokenHash, now }) => sql<PortalRow>`
    select s.profile_id, s.id as session_id, s.place, s.created_at, s.expires_at, s.last_seen_at, s.proved_at, s.has_second_factor,
      s.is_read_only, s.is_renewal_due, s.browser_id, b.status as browser_status,
      case when b.id is null then s.is_device_trusted else coalesce(b.trusted_until > ${now}, false) end as is_device_trusted,
      s.acting_user_id is not null or s.acting_script_id is not null as is_acting,
      u.id as user_id, u.name, u.email, u.tags, u.group_ids, ${heldRoles(now)} as roles, p.slug, p.access_revision,
      ${securityOf(sql`s.profile_id`)} as security,
      ${restrictionsOf(sql`s.profile_id`, { type: "run_user", id: sql`u.id` })} as restrictions
    from sessions s
    join users u on u.profile_id = s.profile_id and u.id = s.user_id
    join profiles p on p.id = s.profile_id
    left join browsers b on b.profile_id = s.profile_id and b.id = s.browser_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${now} and u.status = 'active'`,
);

/**
 * The same for the session that nearly every request comes with, a run user's own. PostgreSQL prepares every part of a statement
 * each time it runs, used or not: without those about administrators and acting it takes half as long.
 */
async function findOwnPortalSession(
  connection: Connection,
  tokenHash: Buffer,
  now: Date,
): Promise<SessionWithUser | undefined | "asked_in_full"> {
  const [row] = await ownPortalSession.run(connection, { tokenHash, now });
  if (row === undefined) return undefined;
  const { is_acting: isActing, ...found } = row;
  return isActing ? "asked_in_full" : { ...found, ...notOfRunUsers };
}

/** By the token it had until a moment ago. Asked only when no session has the token now. */
export async function findRenewedSession(connection: Connection, tokenHash: Buffer, now: Date): Promise<SessionWithUser | undefined> {
  const since = new Date(now.getTime() - renewalSeconds * 1000);
  const [found] = await selectSessions(connection, sql`s.previous_token_hash = ${tokenHash} and s.token_renewed_at > ${since}`, now);
  return found;
}

/** Several at once, for the streams of a node. */
export async function findSessionsById(
  connection: Connection,
  sessions: readonly { profileId: string; sessionId: string }[],
  now: Date,
): Promise<SessionWithUser[]> {
  const pairs = JSON.stringify(sessions.map(({ profileId, sessionId }) => [profileId, sessionId]));
  const wanted = sql`(s.profile_id, s.id) in (select pair ->> 0, pair ->> 1 from jsonb_array_elements(${pairs}::jsonb) as pair)`;
  return selectSessions(connection, wanted, now);
}

/**
 * Whoever acts as somebody must still be there and still be allowed to: their session, token or analysis is alive; rules that
 * govern them are the same as when they began; and whom no rule governs still administers the profile.
 */
function isActingAllowed(now: Date): RawBuilder<boolean> {
  return sql<boolean>`
    (s.acting_user_id is null or a.id is not null)
    and (s.acting_script_id is null or t.id is not null or an.id is not null)
    and (s.acting_revision is null or s.acting_revision = p.access_revision)
    and (s.acting_session_id is null or exists (
      select 1 from sessions o where o.profile_id = s.acting_profile_id and o.id = s.acting_session_id and o.expires_at > ${now}))
    and (s.acting_user_id is null or s.acting_revision is not null or a.is_super or exists (
      select 1 from memberships m where m.profile_id = s.profile_id and m.administrator_id = a.id and not m.is_limited))`;
}

async function selectSessions(connection: Connection, wanted: RawBuilder<unknown>, now: Date): Promise<SessionWithUser[]> {
  const result = await sql<SessionWithUser>`
    select s.profile_id, s.id as session_id, s.place, s.created_at, s.expires_at, s.last_seen_at, s.proved_at, s.has_second_factor,
      s.is_read_only, s.is_renewal_due, s.browser_id, b.status as browser_status,
      case when b.id is null then s.is_device_trusted else coalesce(b.trusted_until > ${now}, false) end as is_device_trusted,
      s.acting_profile_id, s.acting_user_id, s.acting_script_type, s.acting_script_id,
      coalesce(a.name, t.name, an.name) as acting_name,
      u.id as user_id, u.name, u.email, u.tags, u.group_ids, ${heldRoles(now)} as roles, u.is_super, p.slug, p.access_revision,
      case when p.id is null
        then array(select m.profile_id from memberships m where m.administrator_id = u.id and not m.is_limited)
        else '{}' end as profile_ids,
      case when p.id is null then ${limitedProfiles} else '[]' end as limited_profiles,
      ${securityOf(sql`s.profile_id`)} as security, ${restrictionsOfCaller} as restrictions
    from sessions s
    join users u on u.profile_id = s.profile_id and u.id = s.user_id
    left join profiles p on p.id = s.profile_id
    left join browsers b on b.profile_id = s.profile_id and b.id = s.browser_id
    left join users a on a.profile_id = s.acting_profile_id and a.id = s.acting_user_id and a.status = 'active'
    left join api_tokens t on s.acting_script_type = 'api_token' and t.profile_id = s.profile_id and t.id = s.acting_script_id
      and (t.expires_at is null or t.expires_at > ${now})
    left join analyses an on s.acting_script_type = 'analysis' and an.profile_id = s.profile_id and an.id = s.acting_script_id and an.is_active
    where ${wanted} and s.expires_at > ${now} and u.status = 'active'
      and ${isActingAllowed(now)}`.execute(connection);
  return result.rows;
}
