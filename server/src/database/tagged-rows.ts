import { catalogue, type Permission } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import { deploymentId } from "../platform/ids.ts";
import { groupBy } from "../platform/group-by.ts";
import type { Connection } from "./database.ts";
import { textArray } from "./tags.ts";

/**
 * Everything of one type that rules can speak about in a profile, whichever room owns it, as something to select from:
 * `id`, `name`, `tags`, `group_ids`, `role_ids`, `status` (`active` where the type has none) and `is_living`.
 */
export function taggedRows(profileId: string, type: string): RawBuilder<unknown> {
  return sql`(${selectTaggedRows(profileId, type)}) as tagged_rows`;
}

const none = sql`'{}'::text[]`;
const alwaysThere = sql`${none} as group_ids, ${none} as role_ids, 'active' as status, true as is_living`;

function selectTaggedRows(profileId: string, type: string): RawBuilder<unknown> {
  switch (type) {
    case "run_user":
      return sql`select id, name, tags, group_ids, role_ids, status, deleted_at is null as is_living from users where profile_id = ${profileId}`;
    case "administrator":
      return sql`
        select u.id, u.name, ${none} as tags, ${none} as group_ids, u.role_ids, u.status, u.deleted_at is null as is_living
        from users u join memberships m on m.administrator_id = u.id
        where u.profile_id = ${deploymentId} and m.profile_id = ${profileId}`;
    case "analysis":
      return sql`
        select id, name, tags, ${none} as group_ids, ${none} as role_ids, case when is_active then 'active' else 'inactive' end as status, true as is_living
        from analyses where profile_id = ${profileId}`;
    case "dashboard":
    case "device":
      return sql`select id, name, tags, ${alwaysThere} from ${sql.table(`${type}s`)} where profile_id = ${profileId}`;
    case "widget":
      // A widget carries its dashboard's tags.
      return sql`
        select w.id, coalesce(nullif(w.title, ''), d.name) as name, d.tags, ${alwaysThere}
        from widgets w join dashboards d on d.profile_id = w.profile_id and d.id = w.dashboard_id where w.profile_id = ${profileId}`;
    case "report":
      return sql`select ''::text as id, ''::text as name, ${none} as tags, ${alwaysThere} where false`;
    case "access_management":
      return sql`
        select id, name, tags, ${alwaysThere} from policies where profile_id = ${profileId}
        union all select id, name, tags, ${alwaysThere} from groups where profile_id = ${profileId}
        union all select id, name, ${none}, ${alwaysThere} from roles where profile_id = ${profileId}`;
    case "profile":
    case "audit_log":
    case "billing":
    case "analytics":
    case "own_settings":
      // There is one in each profile, and it goes by the profile's id.
      return sql`select id, name, ${none} as tags, ${alwaysThere} from profiles where id = ${profileId}`;
    default:
      return sql`select id, name, tags, ${alwaysThere} from external_resources where profile_id = ${profileId} and type = ${type}`;
  }
}

/** Those of the ids that exist in the profile; deleted users do until they are purged. */
export async function listExistingIds(
  connection: Connection,
  profileId: string,
  { type, ids }: { type: string; ids: readonly string[] },
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select id from ${taggedRows(profileId, type)} where id = any(${textArray(ids)})`.execute(connection);
  return result.rows.map((row) => row.id);
}

interface NamedId {
  type: string;
  id: string;
  path: string;
}

/** Places that name something which does not exist. An id of another profile answers exactly as one that nothing has. */
export async function findUnknownIds(
  connection: Connection,
  profileId: string,
  named: readonly NamedId[],
): Promise<{ path: string; message: string }[]> {
  const unknown: { path: string; message: string }[] = [];
  for (const [type, group] of groupBy(named, (each) => each.type)) {
    const known = new Set(await listExistingIds(connection, profileId, { type, ids: [...new Set(group.map((each) => each.id))] }));
    for (const each of group) if (!known.has(each.id)) unknown.push({ path: each.path, message: "does not exist in this profile" });
  }
  return unknown;
}

/** Resources that permissions name by id. What belongs to another application may be told to us later, or never. */
export function namedResources(permissions: readonly Permission[]): NamedId[] {
  return permissions.flatMap(({ resource }, index) =>
    resource.match === "id" && Object.hasOwn(catalogue, resource.type)
      ? [{ type: resource.type, id: resource.id, path: `permissions.${index}.resource.id` }]
      : [],
  );
}
