import type { Insertable, Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
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

export async function findTokenByHash(connection: Connection, tokenHash: Buffer): Promise<ApiTokenRow | undefined> {
  return connection.selectFrom("api_tokens").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
}

export async function touchToken(connection: Connection, profileId: string, tokenId: string, now: Date): Promise<void> {
  await connection
    .updateTable("api_tokens")
    .set({ last_used_at: now })
    .where("profile_id", "=", profileId)
    .where("id", "=", tokenId)
    .execute();
}
