/** The people and things of random worlds as rows, many worlds in one statement per table. */
import type { Resource, Subject } from "@latchkey/engine";
import { sql } from "kysely";
import type { Connection } from "../src/database/database.ts";
import { toStoredTags } from "../src/database/tags.ts";
import { conditionsKeyOf } from "../src/rooms/roles/roles.rules.ts";

/** What of a world is stored; its rules stay in memory. */
export interface StoredWorld {
  /** Its own, so that no world sees another's rows. */
  profileId: string;
  subjects: readonly Subject[];
  resources: readonly Resource[];
}

let profileCount = 0;

/** An id that no profile of these tests has had. */
export function nextProfileId(): string {
  profileCount += 1;
  return profileCount.toString(16).padStart(24, "0");
}

export async function storeWorlds(connection: Connection, worlds: readonly StoredWorld[]): Promise<void> {
  const rowsOf = (type: string) => {
    const rows = worlds.flatMap(({ profileId, subjects, resources }) =>
      [...subjects, ...resources].filter((each) => each.type === type).map((each) => toRow(profileId, each)),
    );
    return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(profile_id text, id text, tags jsonb, groups jsonb, roles jsonb)`;
  };
  const tags = sql`array(select jsonb_array_elements_text(tags))`;
  const secret = sql`decode(md5(profile_id || id), 'hex')`;
  await Promise.all([
    sql`insert into dashboards (profile_id, id, name, description, tags, created_at, updated_at)
      select profile_id, id, 'Name', '', ${tags}, now(), now() from ${rowsOf("dashboard")}`.execute(connection),
    sql`insert into devices (profile_id, id, name, tags, token_hash, token_hint, created_at, updated_at)
      select profile_id, id, 'Name', ${tags}, ${secret}, '', now(), now() from ${rowsOf("device")}`.execute(connection),
    sql`insert into analyses (profile_id, id, name, description, is_active, token_hash, token_hint, tags, created_at, updated_at)
      select profile_id, id, 'Name', '', true, ${secret}, '', ${tags}, now(), now() from ${rowsOf("analysis")}`.execute(connection),
    sql`insert into users (profile_id, id, name, email, status, source, tags, group_ids, role_ids, created_at, updated_at)
      select profile_id, id, 'Name', id || '@latchkey.test', 'active', 'console', ${tags},
        array(select jsonb_array_elements_text(groups)), array(select jsonb_array_elements_text(roles)), now(), now()
      from ${rowsOf("run_user")}`.execute(connection),
    storeAssignments(connection, worlds),
  ]);
}

function toRow(profileId: string, { id, tags, groups = [], roles = [] }: Omit<Subject, "id" | "type"> & Pick<Resource, "id">) {
  return { profile_id: profileId, id, tags: toStoredTags([...tags]), groups, roles: roles.map((held) => held.roleId) };
}

async function storeAssignments(connection: Connection, worlds: readonly StoredWorld[]): Promise<void> {
  const rows = worlds.flatMap(({ profileId, subjects }) =>
    subjects
      .filter((each) => each.type === "run_user")
      .flatMap((each) =>
        (each.roles ?? []).map(({ roleId, conditions }, index) => ({
          profile_id: profileId,
          id: `${index}${each.id.slice(1)}`,
          role_id: roleId,
          assignee_id: each.id,
          starts_at: conditions.from,
          ends_at: conditions.until,
          conditions,
          conditions_key: conditionsKeyOf(conditions),
        })),
      ),
  );
  await sql`
    insert into role_assignments (profile_id, id, role_id, assignee_type, assignee_id, starts_at, ends_at, conditions, conditions_key,
      reason, given_by, created_at)
    select profile_id, id, role_id, 'run_user', assignee_id, starts_at, ends_at, conditions, conditions_key, '', '', now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(profile_id text, id text, role_id text, assignee_id text,
      starts_at timestamptz, ends_at timestamptz, conditions jsonb, conditions_key text)`.execute(connection);
}
