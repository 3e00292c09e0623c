import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { selectPage } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { textArray } from "../../database/tags.ts";
import { groupBy } from "../../platform/group-by.ts";

/** Names of subjects and resources, by `type id`. */
export async function listNames(
  { connection, profileId }: { connection: Connection; profileId: string },
  wanted: readonly { type: string; id: string }[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [type, group] of groupBy(wanted, (each) => each.type)) {
    const ids = [...new Set(group.map((each) => each.id))];
    const result = await sql<{ id: string; name: string }>`
      select id, name from ${taggedRows(profileId, type)} where id = any(${textArray(ids)})`.execute(connection);
    for (const row of result.rows) names.set(`${type} ${row.id}`, row.name);
  }
  return names;
}

export interface MemberRow {
  id: string;
  name: string;
  type: string;
}

/** Those of some ids by name, page by page; `ids` by type. */
export async function listMembers(
  connection: Connection,
  profileId: string,
  query: { ids: ReadonlyMap<string, readonly string[]>; search?: string | undefined; limit: number; cursor?: string | undefined },
) {
  const parts = [...query.ids].map(
    ([type, ids]) => sql`select id, name, ${type}::text as type from ${taggedRows(profileId, type)} where id = any(${textArray(ids)})`,
  );
  const all = parts.length === 0 ? sql`select '' as id, '' as name, '' as type where false` : sql.join(parts, sql` union all `);
  const search = query.search === undefined ? sql`true` : sql`lower(name) like ${likePattern(query.search)}`;
  return selectPage<MemberRow>(connection, {
    rows: sql`from (${all}) as members where ${search}`,
    keyset: { sort: "name", column: sql`lower(name)`, id: sql`id`, isDescending: false, type: "text" },
    limit: query.limit,
    cursor: query.cursor,
  });
}
