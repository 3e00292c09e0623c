import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { textArray } from "../../database/tags.ts";

/** A subject or resource as policies see it, whichever room owns it. */
export interface TaggedRow {
  id: string;
  name: string;
  tags: string[];
  /** `active` where the type has no status. */
  status: string;
}

export async function findTaggedRow(
  connection: Connection,
  profileId: string,
  { type, id }: { type: string; id: string },
): Promise<TaggedRow | undefined> {
  const [row] = await listTaggedRows(connection, profileId, { type, ids: [id] });
  return row;
}

/** Those of the ids that exist. */
export async function listTaggedRows(
  connection: Connection,
  profileId: string,
  { type, ids }: { type: string; ids: readonly string[] },
): Promise<TaggedRow[]> {
  const result = await sql<TaggedRow>`
    select id, name, tags, status from ${taggedRows(profileId, type)} where id = any(${textArray(ids)})`.execute(connection);
  return result.rows;
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
