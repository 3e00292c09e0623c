import type { SubjectType } from "@latchkey/contract";
import type { Circumstances, Subject, SubjectFilter } from "@latchkey/engine";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
import { subjectFilterToSql } from "../../database/subject-filter.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { fromStoredTags, textArray } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";

/** A subject with all that is directly theirs, as the engine asks for it. */
export type StoredSubject = Subject & { name: string };

interface SubjectRow {
  id: string;
  name: string;
  tags: string[];
  group_ids: string[];
  roles: HeldRole[];
}

/** Those of the subjects that exist, whatever their status; administrators where they are members of the profile. */
export async function listSubjects(
  connection: Connection,
  profileId: string,
  { type, ids, now }: { type: SubjectType; ids: readonly string[]; now: Date },
): Promise<StoredSubject[]> {
  if (ids.length === 0) return [];
  const rows = await readSubjects(connection, profileId, { type, ids, now });
  return rows.map(({ id, name, tags, group_ids: groups, roles }) => ({
    type,
    id,
    name,
    tags: type === "administrator" ? [] : fromStoredTags(tags),
    groups,
    roles: roles.filter((role) => role.profileId === profileId).map(({ roleId, conditions }) => ({ roleId, conditions })),
  }));
}

/** How many active subjects of one type a filter lets through. */
export async function countSubjects(
  connection: Connection,
  profileId: string,
  { type, filter, circumstances }: { type: SubjectType; filter: SubjectFilter; circumstances: Circumstances },
): Promise<number> {
  const columns = { ...taggedColumns, groups: sql`group_ids` };
  const condition = await subjectFilterToSql(connection, profileId, { type, filter, circumstances, columns });
  const result = await sql<{ count: number }>`
    select count(*) as count from ${taggedRows(profileId, type)} where status = 'active' and ${condition}`.execute(connection);
  return result.rows[0]?.count ?? 0;
}

async function readSubjects(
  connection: Connection,
  profileId: string,
  { type, ids, now }: { type: SubjectType; ids: readonly string[]; now: Date },
): Promise<SubjectRow[]> {
  if (type === "analysis") {
    const found = await sql<SubjectRow>`
      select id, name, tags, '{}'::text[] as group_ids, '[]'::jsonb as roles from analyses
      where profile_id = ${profileId} and id = any(${textArray(ids)})`.execute(connection);
    return found.rows;
  }

  const isMember = sql`exists (select 1 from memberships m where m.administrator_id = u.id and m.profile_id = ${profileId})`;
  const found = await sql<SubjectRow>`
    select u.id, u.name, u.tags, u.group_ids, ${heldRoles(now)} as roles from users u
    where u.profile_id = ${type === "administrator" ? deploymentId : profileId} and u.id = any(${textArray(ids)})
      and ${type === "administrator" ? isMember : sql`u.deleted_at is null`}`.execute(connection);
  return found.rows;
}
