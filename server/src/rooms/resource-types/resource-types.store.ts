import type { ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { textArray } from "../../database/tags.ts";
import type { ResourceTypesTable } from "./resource-types.tables.ts";

export type ResourceTypeRow = Selectable<ResourceTypesTable>;

/** For rules of Access Management a type goes by its name, and it carries no tags. */
const columns = { id: sql`name`, tags: sql`'{}'::text[]` };

export async function insertResourceType(tx: Tx, row: Insertable<ResourceTypesTable>): Promise<ResourceTypeRow> {
  return tx.insertInto("resource_types").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateResourceTypeRow(
  tx: Tx,
  profileId: string,
  name: string,
  changes: Updateable<ResourceTypesTable>,
): Promise<ResourceTypeRow> {
  return tx
    .updateTable("resource_types")
    .set(changes)
    .where("profile_id", "=", profileId)
    .where("name", "=", name)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function deleteResourceTypeRow(tx: Tx, profileId: string, name: string): Promise<void> {
  await tx.deleteFrom("resource_types").where("profile_id", "=", profileId).where("name", "=", name).execute();
}

export async function findResourceType(
  connection: Connection,
  profileId: string,
  name: string,
  filter: ResourceFilter,
): Promise<ResourceTypeRow | undefined> {
  const result = await sql<ResourceTypeRow>`
    select * from resource_types
    where profile_id = ${profileId} and name = ${name} and ${resourceFilterToSql(filter, columns)}`.execute(connection);
  return result.rows[0];
}

export async function listResourceTypeRows(connection: Connection, profileId: string, filter: ResourceFilter): Promise<ResourceTypeRow[]> {
  const result = await sql<ResourceTypeRow>`
    select * from resource_types where profile_id = ${profileId} and ${resourceFilterToSql(filter, columns)}
    order by lower(label), name`.execute(connection);
  return result.rows;
}

export async function countResourceTypes(connection: Connection, profileId: string): Promise<number> {
  const result = await sql<{ count: number }>`
    select count(*) as count from resource_types where profile_id = ${profileId}`.execute(connection);
  return result.rows[0]?.count ?? 0;
}

export interface Named {
  id: string;
  name: string;
}

const namesMax = 20;

/**
 * Policies and roles with a rule about the type; given actions, with one that names any of those. Drafts count: they would
 * be broken the moment somebody activates them.
 */
export async function listUsesOfType(
  connection: Connection,
  profileId: string,
  wanted: { type: string; actions?: readonly string[] },
): Promise<{ policies: Named[]; roles: Named[] }> {
  const actions = wanted.actions === undefined ? sql`true` : sql`rule -> 'actions' ?| ${textArray(wanted.actions)}`;
  const users = (table: string) =>
    sql<Named>`select id, name from ${sql.table(table)}
      where profile_id = ${profileId} and exists (
        select 1 from jsonb_array_elements(permissions) as rule where rule #>> '{resource,type}' = ${wanted.type} and ${actions}
      ) order by lower(name), id limit ${namesMax}`.execute(connection);

  const [policies, roles] = await Promise.all([users("policies"), users("roles")]);
  return { policies: policies.rows, roles: roles.rows };
}
