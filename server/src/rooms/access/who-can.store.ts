import type { ResourceFilter, SubjectType } from "@latchkey/contract";
import type { Circumstances, SubjectFilter } from "@latchkey/engine";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { heldRoles, type HeldRole } from "../../database/held-roles.ts";
import { narrowBySearch, textOfUsers } from "../../database/narrowing.ts";
import { keysetOf } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { selectRuledPage } from "../../database/ruled-page.ts";
import { likePattern } from "../../database/search.ts";
import { subjectFilterToAlternatives, tableOfSubjects } from "../../database/subject-filter.ts";
import { deploymentId } from "../../platform/ids.ts";

/** A subject who can, with all that is directly theirs. */
export interface AbleRow {
  id: string;
  name: string;
  email: string | null;
  tags: string[];
  group_ids: string[];
  roles: HeldRole[];
}

export interface AbleQuery {
  type: SubjectType;
  filter: SubjectFilter;
  circumstances: Circumstances;
  /** What the caller may see of the subjects. */
  reach: ResourceFilter;
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  countMax?: number | undefined;
}

const none = sql`'{}'::text[]`;
const columns = { id: sql`u.id`, tags: sql`u.tags` };

/** One page of the active subjects whom a filter lets through, by name, and their capped total. */
export async function listAble(connection: Connection, profileId: string, query: AbleQuery) {
  const { type, filter, circumstances, reach, search } = query;
  const own = type === "analysis" ? { groups: null } : { groups: sql`u.group_ids`, roles: sql`u.role_ids` };
  const isAllowed = await subjectFilterToAlternatives(connection, profileId, {
    type,
    filter,
    circumstances,
    columns: { ...columns, ...own },
  });
  const conditions = [isActing(profileId, type), resourceFilterToSql(reach, columns)];
  if (search !== undefined && search.trim() !== "") conditions.push(await isFound(connection, type, search.trim()));

  return selectRuledPage<AbleRow>(connection, {
    table: tableOfSubjects(type),
    alias: "u",
    isInProfile: sql<boolean>`u.profile_id = ${type === "administrator" ? deploymentId : profileId}`,
    isListed: sql<boolean>`(${sql.join(conditions, sql` and `)})`,
    isAllowed,
    columns: columnsOf(type, new Date(circumstances.now)),
    keyset: { ...keysetOf("name", { name: { column: sql`lower(u.name)`, type: "text", isNeverNull: true } }), id: sql`u.id` },
    sortIndex: `${tableOfSubjects(type)}_by_name`,
    limit: query.limit,
    cursor: query.cursor,
    countMax: query.countMax,
  });
}

/** Whoever may act at all; administrators only where they are limited, because the others need no rule. */
function isActing(profileId: string, type: SubjectType): RawBuilder<boolean> {
  switch (type) {
    case "run_user":
      return sql<boolean>`u.status = 'active'`;
    case "analysis":
      return sql<boolean>`u.is_active`;
    case "administrator":
      return sql<boolean>`u.status = 'active' and not u.is_super and exists (
        select 1 from memberships m where m.profile_id = ${profileId} and m.administrator_id = u.id and m.is_limited)`;
  }
}

function columnsOf(type: SubjectType, now: Date): RawBuilder<unknown> {
  if (type === "analysis") return sql`u.id, u.name, null as email, u.tags, ${none} as group_ids, '[]'::jsonb as roles`;
  const tags = type === "administrator" ? none : sql`u.tags`;
  return sql`u.id, u.name, u.email, ${tags} as tags, u.group_ids, ${heldRoles(now)} as roles`;
}

async function isFound(connection: Connection, type: SubjectType, search: string): Promise<RawBuilder<boolean>> {
  const isNamed = sql<boolean>`u.id = ${search}`;
  if (type === "analysis") return sql<boolean>`(lower(u.name) like ${likePattern(search)} or ${isNamed})`;
  const searched = textOfUsers("u");
  const narrowed = await narrowBySearch(connection, searched, { search, orElse: [isNamed] });
  return sql<boolean>`((${searched.text} like ${likePattern(search)} or ${isNamed}) and ${narrowed})`;
}
