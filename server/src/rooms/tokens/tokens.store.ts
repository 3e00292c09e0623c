import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { ownRestrictionsOf, securityOf } from "../../database/restriction-rows.ts";
import type { ApiTokensTable } from "./tokens.tables.ts";

export type ApiTokenRow = Selectable<ApiTokensTable>;

export async function insertToken(tx: Tx, row: Insertable<ApiTokensTable>): Promise<ApiTokenRow> {
  return tx.insertInto("api_tokens").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function listTokenRows(connection: Connection, profileId: string): Promise<ApiTokenRow[]> {
  return connection
    .selectFrom("api_tokens")
    .selectAll()
    .where("profile_id", "=", profileId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1000)
    .execute();
}

export async function deleteTokenRow(tx: Tx, profileId: string, tokenId: string): Promise<ApiTokenRow | undefined> {
  return tx.deleteFrom("api_tokens").where("profile_id", "=", profileId).where("id", "=", tokenId).returningAll().executeTakeFirst();
}

/** A token with what limits from where and when it may be used, in one read. */
export async function findTokenByHash(
  connection: Connection,
  tokenHash: Buffer,
): Promise<(ApiTokenRow & { security: string | null; restrictions: string | null }) | undefined> {
  const own = ownRestrictionsOf(sql`t.profile_id`, { type: "api_token", id: sql`t.id` });
  const result = await sql<ApiTokenRow & { security: string | null; restrictions: string | null }>`
    select t.*, ${securityOf(sql`t.profile_id`)} as security, ${own} as restrictions
    from api_tokens t where t.token_hash = ${tokenHash}`.execute(connection);
  return result.rows[0];
}

export async function touchToken(connection: Connection, profileId: string, tokenId: string, now: Date): Promise<void> {
  await connection
    .updateTable("api_tokens")
    .set({ last_used_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", tokenId)
    .execute();
}

export async function listTokensEndingBetween(
  connection: Connection,
  { after, until }: { after: Date; until: Date },
): Promise<ApiTokenRow[]> {
  return connection
    .selectFrom("api_tokens")
    .selectAll()
    .where("expires_at", ">", after)
    .where("expires_at", "<=", until)
    .orderBy("id")
    .execute();
}
