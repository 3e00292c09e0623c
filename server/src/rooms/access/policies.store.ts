import type { PolicyStatus, ResourceFilter } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
import { nothingPending } from "../versions/index.ts";
import type { PoliciesTable } from "./access.tables.ts";

export type PolicyRow = Selectable<PoliciesTable>;

export async function insertPolicy(tx: Tx, row: Insertable<PoliciesTable>): Promise<PolicyRow> {
  return tx
    .insertInto("policies")
    .values({ ...row, tags: textArray(row.tags) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function updatePolicyRow(
  tx: Tx,
  profileId: string,
  policyId: string,
  changes: Updateable<PoliciesTable> & { tags: string[] },
): Promise<PolicyRow> {
  return tx
    .updateTable("policies")
    .set({ ...changes, tags: textArray(changes.tags) })
    .where("profile_id", "=", profileId)
    .where("id", "=", policyId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Deletes a policy and leaves a mark by which nodes take it out of what they have compiled. */
export async function deletePolicyRow(tx: Tx, profileId: string, policyId: string, accessRevision: number): Promise<void> {
  await tx.deleteFrom("policies").where("profile_id", "=", profileId).where("id", "=", policyId).execute();
  await tx
    .insertInto("policy_removals")
    .values({ profile_id: profileId, policy_id: policyId, access_revision: accessRevision })
    // A policy that was deleted before, and restored, has its mark already.
    .onConflict((conflict) => conflict.columns(["profile_id", "policy_id"]).doUpdateSet({ access_revision: accessRevision }))
    .execute();
}

const asResource = { id: sql`id`, tags: sql`tags` };

/** One policy, when the caller's rights on policies reach it. */
export async function findPolicy(
  connection: Connection,
  profileId: string,
  policyId: string,
  filter: ResourceFilter,
): Promise<PolicyRow | undefined> {
  const result = await sql<PolicyRow>`
    select * from policies where profile_id = ${profileId} and id = ${policyId} and ${resourceFilterToSql(filter, asResource)}`.execute(
    connection,
  );
  return result.rows[0];
}

/** Locks the policy: of two saves at once the second sees what the first wrote. */
export async function findPolicyForUpdate(
  tx: Tx,
  profileId: string,
  policyId: string,
  filter: ResourceFilter,
): Promise<PolicyRow | undefined> {
  const result = await sql<PolicyRow>`
    select * from policies
    where profile_id = ${profileId} and id = ${policyId} and ${resourceFilterToSql(filter, asResource)} for update`.execute(tx);
  return result.rows[0];
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text", isNeverNull: true },
  updatedAt: { column: sql`updated_at`, type: "timestamptz", isNeverNull: true },
};

export interface PolicyListQuery {
  search?: string | undefined;
  status?: PolicyStatus[] | undefined;
  managedBy?: string | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listPolicyRows(connection: Connection, profileId: string, query: PolicyListQuery & { filter: ResourceFilter }) {
  const status = query.status?.length ? sql`status = any(${textArray(query.status)})` : sql`true`;
  const managedBy = query.managedBy === undefined ? sql`true` : sql`managed_by = ${query.managedBy}`;
  return selectPage<PolicyRow>(connection, {
    rows: sql`from policies where profile_id = ${profileId} and ${resourceFilterToSql(query.filter, asResource)}
      and lower(name || ' ' || description) like ${likePattern(query.search ?? "")} and ${status} and ${managedBy}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
}

/** The policy stays as it is; undefined when somebody has saved it meanwhile. */
export async function clearPendingRevert(tx: Tx, { profile_id, id, version }: PolicyRow): Promise<PolicyRow | undefined> {
  return tx
    .updateTable("policies")
    .set(nothingPending)
    .where("profile_id", "=", profile_id)
    .where("id", "=", id)
    .where("version", "=", version)
    .returningAll()
    .executeTakeFirst();
}

/** Policies of all profiles that nobody has confirmed in time. */
export async function listDueReverts(connection: Connection, now: Date): Promise<PolicyRow[]> {
  return connection.selectFrom("policies").selectAll().where("revert_at", "<=", now).orderBy("revert_at").limit(100).execute();
}

/** Policies of the profile that have tests of their own, drafts left out. */
export async function listTestedPolicies(connection: Connection, profileId: string): Promise<PolicyRow[]> {
  const result = await sql<PolicyRow>`
    select * from policies where profile_id = ${profileId} and tests <> '[]'::jsonb and status <> 'draft' order by lower(name), id`.execute(
    connection,
  );
  return result.rows;
}

/** Policies saved after a revision; all of them for revision -1. */
export async function listPoliciesSince(connection: Connection, profileId: string, revision: number): Promise<PolicyRow[]> {
  return connection
    .selectFrom("policies")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("access_revision", ">", revision)
    .execute();
}

export async function listRemovalsSince(connection: Connection, profileId: string, revision: number): Promise<string[]> {
  const rows = await connection
    .selectFrom("policy_removals")
    .select("policy_id")
    .where("profile_id", "=", profileId)
    .where("access_revision", ">", revision)
    .execute();
  return rows.map((row) => row.policy_id);
}

export async function listAllPolicyRows(connection: Connection, profileId: string): Promise<PolicyRow[]> {
  return connection.selectFrom("policies").selectAll().where("profile_id", "=", profileId).orderBy("created_at").orderBy("id").execute();
}

/** Policies that are evaluated and never enforced. */
export async function listMonitoredPolicies(connection: Connection, profileId: string): Promise<PolicyRow[]> {
  return connection.selectFrom("policies").selectAll().where("profile_id", "=", profileId).where("status", "=", "monitor").execute();
}

export async function countActivePolicies(connection: Connection, profileId: string): Promise<number> {
  const row = await connection
    .selectFrom("policies")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("profile_id", "=", profileId)
    .where("status", "=", "active")
    .executeTakeFirstOrThrow();
  return row.count;
}
