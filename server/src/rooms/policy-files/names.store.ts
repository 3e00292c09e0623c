import { sql, type RawBuilder } from "kysely";
import type { Connection } from "../../database/database.ts";
import { textArray } from "../../database/tags.ts";
import { deploymentId } from "../../platform/ids.ts";

interface NamedTable {
  table: string;
  /** What a file calls a row by. */
  name: RawBuilder<string>;
  isLiving: RawBuilder<boolean>;
}

const byName = (table: string): NamedTable => ({ table, name: sql`name`, isLiving: sql`true` });

/** People are called by their address, which is theirs alone; everything else by its name. */
const namedTables: Record<string, NamedTable> = {
  run_user: { table: "users", name: sql`email`, isLiving: sql`deleted_at is null` },
  administrator: { table: "users", name: sql`email`, isLiving: sql`deleted_at is null` },
  analysis: byName("analyses"),
  dashboard: byName("dashboards"),
  device: byName("devices"),
  widget: { table: "widgets", name: sql`title`, isLiving: sql`true` },
  access_management: byName("policies"),
  role: byName("roles"),
  group: byName("groups"),
};

export interface NamedRow {
  id: string;
  name: string;
}

/** Names of ids; objects of added types are called by their ids. */
export async function listNames(connection: Connection, profileId: string, type: string, ids: readonly string[]): Promise<NamedRow[]> {
  const named = namedTables[type];
  if (named === undefined) return ids.map((id) => ({ id, name: id }));
  return selectNamed(connection, { profileId, type, named, condition: sql`id = any(${textArray(ids)})` });
}

/** Rows that go by one of the names, or have it as their id; names need not be unique. */
export async function listByName(connection: Connection, profileId: string, type: string, names: readonly string[]): Promise<NamedRow[]> {
  const named = namedTables[type];
  if (named === undefined) return names.map((name) => ({ id: name, name }));
  const condition = sql<boolean>`(${named.name} = any(${textArray(names)}) or id = any(${textArray(names)}))`;
  return selectNamed(connection, { profileId, type, named, condition });
}

interface NamedQuery {
  profileId: string;
  type: string;
  named: NamedTable;
  condition: RawBuilder<boolean>;
}

async function selectNamed(connection: Connection, { profileId, type, named, condition }: NamedQuery): Promise<NamedRow[]> {
  const owner = type === "administrator" ? deploymentId : profileId;
  const result = await sql<NamedRow>`
    select id, ${named.name} as name from ${sql.table(named.table)}
    where profile_id = ${owner} and ${named.isLiving} and ${condition}`.execute(connection);
  return result.rows.filter((row) => row.name !== null);
}
