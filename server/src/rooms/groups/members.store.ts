import type { ResourceFilter } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { narrowBySearch, textOfUsers } from "../../database/narrowing.ts";
import { keysetOf, selectPage } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { textArray, toStoredTags } from "../../database/tags.ts";
import type { NestedGroup } from "./groups.rules.ts";

export interface MemberRow {
  id: string;
  name: string;
  email: string | null;
  via: "hand" | "rule" | "group_below";
}

/** Condition for the users who joined one of the groups by hand, or whose own tags meet the rule of one. */
function isMemberOf(groups: readonly Pick<NestedGroup, "id" | "rule">[]): RawBuilder<boolean> {
  const conditions = [sql<boolean>`group_ids && ${textArray(groups.map((group) => group.id))}`];
  for (const { rule } of groups) {
    if (rule === null) continue;
    const wanted = textArray(toStoredTags(rule.tags));
    conditions.push(rule.match === "all" ? sql<boolean>`tags @> ${wanted}` : sql<boolean>`tags && ${wanted}`);
  }
  return sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/** How many living users are in a group or in one below it, each counted once. */
export async function countMembers(connection: Connection, profileId: string, groups: readonly NestedGroup[]): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*) as count from users where profile_id = ${profileId} and deleted_at is null and ${isMemberOf(groups)}`.execute(
    connection,
  );
  return result.rows[0]?.count ?? 0;
}

export interface HandMembers {
  /** How many there are, be they too many to be named. */
  count: number;
  /** The first of them by id. */
  ids: readonly string[];
}

/** Living members by hand of every group that has any, by group. */
export async function listHandMembers(
  connection: Connection,
  profileId: string,
  { idsMax }: { idsMax: number },
): Promise<Map<string, HandMembers>> {
  const result = await sql<{ group_id: string; count: number; ids: string[] }>`
    select group_id, max(place) as count, array_agg(id order by id) filter (where place <= ${idsMax}) as ids
    from (
      select id, group_id, row_number() over (partition by group_id order by id) as place
      from users, unnest(group_ids) as group_id where profile_id = ${profileId} and deleted_at is null and group_ids <> '{}'
    ) as joined group by group_id`.execute(connection);
  return new Map(result.rows.map(({ group_id, count, ids }) => [group_id, { count: Number(count), ids }]));
}

export interface MemberListQuery {
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Living members of a group as far as the filter reaches; `groups` are the group itself and those below. */
export async function listMemberRows(
  connection: Connection,
  profileId: string,
  wanted: { group: NestedGroup; groups: readonly NestedGroup[]; filter: ResourceFilter },
  query: MemberListQuery,
) {
  const { group, groups, filter } = wanted;
  const [searched, search] = [textOfUsers("users"), query.search ?? ""];
  const via = sql`case when group_ids @> ${textArray([group.id])} then 'hand' when ${isMemberOf([group])} then 'rule' else 'group_below' end`;
  return selectPage<MemberRow>(connection, {
    rows: sql`from users where profile_id = ${profileId} and deleted_at is null and ${isMemberOf(groups)}
      and ${resourceFilterToSql(filter, taggedColumns)}
      and ${searched.text} like ${likePattern(search)}`,
    narrowedBy: await narrowBySearch(connection, searched, { search, orElse: [] }),
    columns: sql`id, name, email, ${via} as via`,
    keyset: keysetOf("name", { name: { column: sql`lower(name)`, type: "text", isNeverNull: true } }),
    limit: query.limit,
    isNarrow: true,
    cursor: query.cursor,
  });
}
