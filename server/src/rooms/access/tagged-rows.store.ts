import type { ResourceType, SubjectType } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { taggedTableOf } from "../../database/tagged-tables.ts";
import { textArray } from "../../database/tags.ts";

/** A subject or resource as policies see it, whichever room owns it. */
export interface TaggedRow {
  id: string;
  name: string;
  tags: string[];
  /** `active` where the type has no status. */
  status: string;
}

const statusOf = {
  users: sql`status`,
  analyses: sql`case when is_active then 'active' else 'inactive' end`,
  dashboards: sql`'active'`,
  devices: sql`'active'`,
};

export async function findTaggedRow(
  connection: Connection,
  profileId: string,
  { type, id }: { type: ResourceType | SubjectType; id: string },
): Promise<TaggedRow | undefined> {
  const table = taggedTableOf[type];
  const result = await sql<TaggedRow>`
    select id, name, tags, ${statusOf[table]} as status from ${sql.table(table)}
    where profile_id = ${profileId} and id = ${id}`.execute(connection);
  return result.rows[0];
}

/** Those of the ids that exist in the profile. */
export async function listExistingIds(
  connection: Connection,
  profileId: string,
  { type, ids }: { type: ResourceType | SubjectType; ids: readonly string[] },
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select id from ${sql.table(taggedTableOf[type])} where profile_id = ${profileId} and id = any(${textArray(ids)})`.execute(connection);
  return result.rows.map((row) => row.id);
}

export interface ProfileCounts {
  policies: number;
  dashboards: number;
  devices: number;
  analyses: number;
}

/** How many of each a profile has. */
export async function countInProfile(connection: Connection, profileId: string): Promise<ProfileCounts> {
  const result = await sql<ProfileCounts>`select
    (select count(*) from policies where profile_id = ${profileId}) as policies,
    (select count(*) from dashboards where profile_id = ${profileId}) as dashboards,
    (select count(*) from devices where profile_id = ${profileId}) as devices,
    (select count(*) from analyses where profile_id = ${profileId}) as analyses`.execute(connection);
  return result.rows[0] ?? { policies: 0, dashboards: 0, devices: 0, analyses: 0 };
}
