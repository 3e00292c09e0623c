import type { ResourceFilter } from "@latchkey/contract";
import { sql } from "kysely";
import type { Tx } from "../../database/database.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { textArray } from "../../database/tags.ts";

export interface UserInGroups {
  id: string;
  group_ids: string[];
}

/** Locks and answers those of the users that exist, are not deleted and are in reach of the filter. */
export async function lockLivingUsers(tx: Tx, profileId: string, ids: readonly string[], filter: ResourceFilter): Promise<UserInGroups[]> {
  const result = await sql<UserInGroups>`
    select id, group_ids from users where profile_id = ${profileId} and deleted_at is null and id = any(${textArray(ids)})
      and ${resourceFilterToSql(filter, taggedColumns)} order by id for update`.execute(tx);
  return result.rows;
}

interface Membership {
  groupId: string;
  userIds: readonly string[];
}

/** Puts users into a group; answers the ids of those who were not in it by hand. */
export async function joinGroup(tx: Tx, profileId: string, { groupId, userIds }: Membership): Promise<string[]> {
  const result = await sql<{ id: string }>`
    update users set group_ids = array_append(group_ids, ${groupId})
    where profile_id = ${profileId} and id = any(${textArray(userIds)}) and not group_ids @> ${textArray([groupId])}
    returning id`.execute(tx);
  return result.rows.map((row) => row.id);
}

/** Takes users out of a group; answers the ids of those who were in it by hand. */
export async function leaveGroup(tx: Tx, profileId: string, { groupId, userIds }: Membership): Promise<string[]> {
  const result = await sql<{ id: string }>`
    update users set group_ids = array_remove(group_ids, ${groupId})
    where profile_id = ${profileId} and id = any(${textArray(userIds)}) and group_ids @> ${textArray([groupId])}
    returning id`.execute(tx);
  return result.rows.map((row) => row.id);
}

/**
 * Notes that a role has been assigned to somebody. INVARIANT: the note stays when the assignment ends, so that `role_ids` always
 * names at least the roles that are held: lists narrow down by it, and assignments decide.
 */
export async function noteRole(tx: Tx, profileId: string, { userId, roleId }: { userId: string; roleId: string }): Promise<void> {
  await sql`
    update users set role_ids = array_append(role_ids, ${roleId})
    where profile_id = ${profileId} and id = ${userId} and not role_ids @> ${textArray([roleId])}`.execute(tx);
}

export async function leaveAllGroups(tx: Tx, profileId: string, userId: string): Promise<void> {
  await sql`update users set group_ids = '{}' where profile_id = ${profileId} and id = ${userId}`.execute(tx);
}
