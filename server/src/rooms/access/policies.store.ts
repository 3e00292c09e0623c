import type { PolicyStatus } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage, type SortColumns } from "../../database/paging.ts";
import { likePattern } from "../../database/search.ts";
import { textArray } from "../../database/tags.ts";
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
  await tx.insertInto("policy_removals").values({ profile_id: profileId, policy_id: policyId, access_revision: accessRevision }).execute();
}

export async function findPolicy(connection: Connection, profileId: string, policyId: string): Promise<PolicyRow | undefined> {
  return connection.selectFrom("policies").selectAll().where("profile_id", "=", profileId).where("id", "=", policyId).executeTakeFirst();
}

/** Locks the policy: of two saves at once the second sees what the first wrote. */
export async function findPolicyForUpdate(tx: Tx, profileId: string, policyId: string): Promise<PolicyRow | undefined> {
  return tx
    .selectFrom("policies")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("id", "=", policyId)
    .forUpdate()
    .executeTakeFirst();
}

const sortColumns: SortColumns = {
  name: { column: sql`lower(name)`, type: "text" },
  updatedAt: { column: sql`updated_at`, type: "timestamptz" },
};

export interface PolicyListQuery {
  search?: string | undefined;
  status?: PolicyStatus[] | undefined;
  sort: string;
  limit: number;
  cursor?: string | undefined;
}

export async function listPolicyRows(connection: Connection, profileId: string, query: PolicyListQuery) {
  const status = query.status?.length ? sql`status = any(${textArray(query.status)})` : sql`true`;
  return selectPage<PolicyRow>(connection, {
    rows: sql`from policies where profile_id = ${profileId} and lower(name || ' ' || description) like ${likePattern(query.search ?? "")} and ${status}`,
    keyset: keysetOf(query.sort, sortColumns),
    limit: query.limit,
    cursor: query.cursor,
  });
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

export async function countActivePolicies(connection: Connection, profileId: string): Promise<number> {
  const row = await connection
    .selectFrom("policies")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("profile_id", "=", profileId)
    .where("status", "=", "active")
    .executeTakeFirstOrThrow();
  return row.count;
}
