import type { ResourceFilter } from "@latchkey/contract";
import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { taggedRows } from "../../database/tagged-rows.ts";
import { taggedColumns } from "../../database/tagged-tables.ts";
import { tagsMeet, textArray } from "../../database/tags.ts";

export type Chosen = { ids: string[] } | { tag: string } | { all: true };

export interface ChosenRow {
  id: string;
  name: string;
  tags: string[];
}

/** The rows that are chosen, by name, as far as the filter reaches. */
export async function listChosen(
  connection: Connection,
  profileId: string,
  { type, chosen, filter, rowsMax }: { type: string; chosen: Chosen; filter: ResourceFilter; rowsMax: number },
): Promise<ChosenRow[]> {
  const result = await sql<ChosenRow>`
    select id, name, tags from ${taggedRows(profileId, type)}
    where is_living and ${isChosen(chosen)} and ${resourceFilterToSql(filter, taggedColumns)}
    order by lower(name), id limit ${rowsMax}`.execute(connection);
  return result.rows;
}

function isChosen(chosen: Chosen): RawBuilder<boolean> {
  if ("ids" in chosen) return sql<boolean>`id = any(${textArray(chosen.ids)})`;
  return "tag" in chosen ? tagsMeet(sql`tags`, [chosen.tag]) : sql<boolean>`true`;
}
