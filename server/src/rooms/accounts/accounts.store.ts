import { sql, type Insertable, type Selectable } from "kysely";
import type { ResourceFilter } from "@latchkey/contract";
import type { Connection, Tx } from "../../database/database.ts";
import { keysetOf, selectPage } from "../../database/paging.ts";
import { resourceFilterToSql } from "../../database/resource-filter.ts";
import type { DeletionRequestsTable } from "./accounts.tables.ts";

export type DeletionRequestRow = Selectable<DeletionRequestsTable>;
export type ListedDeletionRequest = DeletionRequestRow & { name: string; email: string };

/** One request a person: asking again keeps the first. */
export async function insertDeletionRequest(tx: Tx, row: Insertable<DeletionRequestsTable>): Promise<void> {
  await tx
    .insertInto("deletion_requests")
    .values(row)
    .onConflict((conflict) => conflict.columns(["profile_id", "user_id"]).doNothing())
    .execute();
}

export async function findDeletionRequestOf(
  connection: Connection,
  { profileId, userId }: { profileId: string; userId: string },
): Promise<DeletionRequestRow | undefined> {
  return connection
    .selectFrom("deletion_requests")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
}

export async function findDeletionRequest(connection: Connection, profileId: string, id: string): Promise<DeletionRequestRow | undefined> {
  return connection.selectFrom("deletion_requests").selectAll().where("profile_id", "=", profileId).where("id", "=", id).executeTakeFirst();
}

/** Of those who settle a request at once, exactly one gets it. */
export async function takeDeletionRequest(tx: Tx, profileId: string, id: string): Promise<DeletionRequestRow | undefined> {
  return tx.deleteFrom("deletion_requests").where("profile_id", "=", profileId).where("id", "=", id).returningAll().executeTakeFirst();
}

export async function listDueDeletions(connection: Connection, now: Date): Promise<DeletionRequestRow[]> {
  return connection.selectFrom("deletion_requests").selectAll().where("due_at", "<=", now).orderBy("due_at").limit(100).execute();
}

const sorts = { requestedAt: { column: sql`requested_at`, type: "timestamptz", isNeverNull: true } } as const;

/** Of the users that the filter reaches. */
export async function listDeletionRequestRows(
  connection: Connection,
  { profileId, filter, limit, cursor }: { profileId: string; filter: ResourceFilter; limit: number; cursor?: string | undefined },
) {
  return selectPage<ListedDeletionRequest>(connection, {
    columns: sql`d.*, u.name, coalesce(u.email, '') as email`,
    rows: sql`from deletion_requests d join users u on u.profile_id = d.profile_id and u.id = d.user_id
      where d.profile_id = ${profileId} and ${resourceFilterToSql(filter, { id: sql`u.id`, tags: sql`u.tags` })}`,
    keyset: { ...keysetOf("requestedAt", sorts), id: sql`d.id` },
    limit,
    cursor,
  });
}
