import { sql } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { UserRow } from "../users/index.ts";

export type AdministratorRow = UserRow & { profiles: { id: string; name: string; isLimited: boolean }[] };

const withProfiles = sql`
  users.*, coalesce((
    select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'isLimited', m.is_limited) order by p.name)
    from memberships m join profiles p on p.id = m.profile_id where m.administrator_id = users.id
  ), '[]') as profiles`;

export async function listAdministratorRows(connection: Connection): Promise<AdministratorRow[]> {
  const result = await sql<AdministratorRow>`
    select ${withProfiles} from users
    where profile_id = ${deploymentId} and deleted_at is null order by lower(name), id limit 1000`.execute(connection);
  return result.rows;
}

export async function findAdministrator(connection: Connection, administratorId: string): Promise<AdministratorRow | undefined> {
  const result = await sql<AdministratorRow>`
    select ${withProfiles} from users
    where profile_id = ${deploymentId} and id = ${administratorId} and deleted_at is null`.execute(connection);
  return result.rows[0];
}

/** Locks the row: of two changes at once neither undoes what the other wrote, such as a suspension or a demotion. */
export async function findAdministratorForUpdate(tx: Tx, administratorId: string): Promise<AdministratorRow | undefined> {
  const result = await sql<AdministratorRow>`
    select ${withProfiles} from users
    where profile_id = ${deploymentId} and id = ${administratorId} and deleted_at is null for update of users`.execute(tx);
  return result.rows[0];
}

export async function hasAdministrator(connection: Connection): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    select exists (select 1 from users where profile_id = ${deploymentId} and deleted_at is null) as found`.execute(connection);
  return result.rows[0]?.found ?? false;
}

/**
 * Locks all active super administrators and answers their ids. INVARIANT: every change that could leave none goes through
 * this lock, so that two administrators who demote each other at once cannot both succeed.
 */
export async function lockActiveSuperAdministrators(tx: Tx): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select id from users where profile_id = ${deploymentId} and is_super and status = 'active' order by id for update`.execute(tx);
  return result.rows.map((row) => row.id);
}

/** One set-up at a time: of two browsers with the same link only one creates the first administrator. */
export async function lockSetup(tx: Tx): Promise<void> {
  await sql`lock table memberships in share row exclusive mode`.execute(tx);
}

/** Whether an administrator who is not deleted is a member of the profile. */
export async function isMember(connection: Connection, profileId: string, administratorId: string): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    select exists (
      select 1 from memberships m join users u on u.profile_id = ${deploymentId} and u.id = m.administrator_id
      where m.profile_id = ${profileId} and m.administrator_id = ${administratorId} and u.deleted_at is null
    ) as found`.execute(connection);
  return result.rows[0]?.found ?? false;
}

export interface Membership {
  profileId: string;
  /** Only roles and policies allow anything in this profile. */
  isLimited: boolean;
}

export async function replaceMemberships(tx: Tx, administratorId: string, memberships: readonly Membership[], now: Date): Promise<void> {
  await tx.deleteFrom("memberships").where("administrator_id", "=", administratorId).execute();
  if (memberships.length === 0) return;
  const rows = memberships.map(({ profileId, isLimited }) => ({
    profile_id: profileId,
    administrator_id: administratorId,
    is_limited: isLimited,
    created_at: now,
  }));
  await tx.insertInto("memberships").values(rows).execute();
}

/** Where a profile's administrators read their mail; for the deployment, super administrators. Limited ones are left out. */
export async function listAdministratorAddresses(connection: Connection, profileId: string): Promise<string[]> {
  const isTold =
    profileId === deploymentId
      ? sql`u.is_super`
      : sql`exists (select 1 from memberships m where m.profile_id = ${profileId} and m.administrator_id = u.id and not m.is_limited)`;
  const result = await sql<{ email: string }>`
    select u.email from users u
    where u.profile_id = ${deploymentId} and u.status = 'active' and u.email is not null and ${isTold}
    order by u.id limit 50`.execute(connection);
  return result.rows.map((row) => row.email);
}
