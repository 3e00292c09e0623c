import type { ResourceFilter } from "@latchkey/contract";
import { sql } from "kysely";
import type { Connection } from "../../database/database.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { textArray } from "../../database/tags.ts";

export interface TaggedThing {
  id: string;
  tags: string[];
}

/** Those of the things that are stored. */
export async function findThings(
  connection: Connection,
  profileId: string,
  { type, ids }: { type: string; ids: readonly string[] },
): Promise<Map<string, TaggedThing>> {
  if (ids.length === 0) return new Map();
  const found = await sql<TaggedThing>`
    select id, tags from ${taggedRows(profileId, type)} where is_living and id = any(${textArray(ids)})`.execute(connection);
  return new Map(found.rows.map((row) => [row.id, row]));
}

export interface ResourceSearch {
  type: string;
  /** All of them must let the thing through. */
  filters: readonly ResourceFilter[];
  after: string;
  limit: number;
}

/** One page of things by id, and one more to tell whether there is a next page. */
export async function searchThings(connection: Connection, profileId: string, search: ResourceSearch): Promise<string[]> {
  const { type, after, limit } = search;
  const isAllowed = sql.join(
    search.filters.map((filter) => resourceFilterToSql(filter, taggedColumns)),
    sql` and `,
  );
  const found = await sql<{ id: string }>`
    select id from ${taggedRows(profileId, type)} where is_living and id > ${after} and ${isAllowed} order by id limit ${limit + 1}`.execute(
    connection,
  );
  return found.rows.map((row) => row.id);
}
