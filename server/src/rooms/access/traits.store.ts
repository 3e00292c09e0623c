import type { SubjectType } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
import { deploymentId } from "../../platform/ids.ts";

/** What is directly a subject's own, as stored. */
export interface StoredTraits {
  tags: string[];
  groups: string[];
  roles: HeldRole[];
}

/** Nothing for a subject that does not exist in the profile. */
export async function findTraits(
  connection: Connection,
  profileId: string,
  { type, id, now }: { type: SubjectType; id: string; now: Date },
): Promise<StoredTraits | undefined> {
  if (type === "analysis") {
    const found = await sql<{ tags: string[] }>`
      select tags from analyses where profile_id = ${profileId} and id = ${id}`.execute(connection);
    return found.rows[0] && { tags: found.rows[0].tags, groups: [], roles: [] };
  }

  const home = type === "administrator" ? deploymentId : profileId;
  const found = await sql<StoredTraits>`
    select u.tags, u.group_ids as groups, ${heldRoles(now)} as roles from users u
    where u.profile_id = ${home} and u.id = ${id}`.execute(connection);
  const traits = found.rows[0];
  return traits && { ...traits, roles: traits.roles.filter((role) => role.profileId === profileId) };
}
