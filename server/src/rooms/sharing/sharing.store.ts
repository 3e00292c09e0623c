import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
import { restrictionsOf, securityOf } from "../../database/restriction-rows.ts";
import type { SharesTable } from "./sharing.tables.ts";

export type ShareRow = Selectable<SharesTable>;

export async function insertShare(tx: Tx, row: Insertable<SharesTable>): Promise<ShareRow> {
  return tx.insertInto("shares").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function listShareRows(connection: Connection, profileId: string, dashboardId: string): Promise<ShareRow[]> {
  return connection
    .selectFrom("shares")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("dashboard_id", "=", dashboardId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1000)
    .execute();
}

export async function deleteShareRow(
  tx: Tx,
  profileId: string,
  share: { dashboardId: string; shareId: string },
): Promise<ShareRow | undefined> {
  return tx
    .deleteFrom("shares")
    .where("profile_id", "=", profileId)
    .where("dashboard_id", "=", share.dashboardId)
    .where("id", "=", share.shareId)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteSharesOf(tx: Tx, profileId: string, dashboardId: string): Promise<void> {
  await tx.deleteFrom("shares").where("profile_id", "=", profileId).where("dashboard_id", "=", dashboardId).execute();
}

export async function deleteSharesOfWidget(tx: Tx, profileId: string, widgetId: string): Promise<void> {
  await tx.deleteFrom("shares").where("profile_id", "=", profileId).where("widget_id", "=", widgetId).execute();
}

export async function touchShare(connection: Connection, profileId: string, shareId: string, now: Date): Promise<void> {
  await connection
    .updateTable("shares")
    .set({ last_opened_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", shareId)
    .execute();
}

export interface ShareWithAnonymousUser {
  profile_id: string;
  share_id: string;
  dashboard_id: string;
  widget_id: string | null;
  last_opened_at: Date | null;
  user_id: string;
  name: string;
  tags: string[];
  group_ids: string[];
  roles: HeldRole[];
  slug: string;
  access_revision: number;
  security: string | null;
  restrictions: string | null;
}

/** A link with the anonymous user it acts as, in one read; nothing once it ended, or while that user is suspended or deleted. */
export async function findShareWithAnonymousUser(
  connection: Connection,
  tokenHash: Buffer,
  now: Date,
): Promise<ShareWithAnonymousUser | undefined> {
  const result = await sql<ShareWithAnonymousUser>`
    select s.profile_id, s.id as share_id, s.dashboard_id, s.widget_id, s.last_opened_at, u.id as user_id, u.name, u.tags,
      u.group_ids, ${heldRoles(now)} as roles, p.slug, p.access_revision, ${securityOf(sql`s.profile_id`)} as security,
      ${restrictionsOf(sql`s.profile_id`, { type: "run_user", id: sql`u.id` })} as restrictions
    from shares s
    join profiles p on p.id = s.profile_id
    join users u on u.profile_id = s.profile_id and u.is_anonymous and u.status = 'active'
    where s.token_hash = ${tokenHash} and (s.expires_at is null or s.expires_at > ${now})`.execute(connection);
  return result.rows[0];
}

/** The roles that the anonymous user holds, as when somebody opens a link. */
export async function listRolesOf(connection: Connection, user: { profileId: string; id: string }, now: Date): Promise<HeldRole[]> {
  const result = await sql<{ roles: HeldRole[] }>`
    select ${heldRoles(now)} as roles from users u where u.profile_id = ${user.profileId} and u.id = ${user.id}`.execute(connection);
  return result.rows[0]?.roles ?? [];
}
