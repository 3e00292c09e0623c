import type { Insertable, Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { PasswordLinksTable, PasswordsTable } from "./credentials.tables.ts";

export async function findPasswordHash(connection: Connection, profileId: string, userId: string): Promise<string | null> {
  const row = await connection
    .selectFrom("passwords")
    .select("hash")
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.hash ?? null;
}

export async function hasPassword(connection: Connection, user: { profile_id: string; id: string }): Promise<boolean> {
  return (await findPasswordHash(connection, user.profile_id, user.id)) !== null;
}

export async function upsertPassword(tx: Tx, row: Insertable<PasswordsTable>): Promise<void> {
  await tx
    .insertInto("passwords")
    .values(row)
    .onConflict((conflict) => conflict.columns(["profile_id", "user_id"]).doUpdateSet({ hash: row.hash, changed_at: row.changed_at }))
    .execute();
}

export async function insertPasswordLink(tx: Tx, row: Insertable<PasswordLinksTable>): Promise<void> {
  await tx.insertInto("password_links").values(row).execute();
}

/** A link that has not been used, whatever its age; finding it does not use it up. */
export async function findPasswordLink(connection: Connection, tokenHash: Buffer): Promise<Selectable<PasswordLinksTable> | undefined> {
  return connection.selectFrom("password_links").selectAll().where("token_hash", "=", tokenHash).executeTakeFirst();
}

/** Uses a link up. Of many redemptions at once exactly one gets the row. */
export async function takePasswordLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<Selectable<PasswordLinksTable> | undefined> {
  return tx
    .deleteFrom("password_links")
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", now)
    .returningAll()
    .executeTakeFirst();
}

export async function deletePasswordLinksOf(tx: Tx, profileId: string, userId: string): Promise<void> {
  await tx.deleteFrom("password_links").where("profile_id", "=", profileId).where("user_id", "=", userId).execute();
}
