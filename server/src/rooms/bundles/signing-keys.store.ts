import type { Insertable, Selectable } from "kysely";
import type { Connection } from "../../database/database.ts";
import type { SigningKeysTable } from "./bundles.tables.ts";

export type SigningKeyRow = Selectable<SigningKeysTable>;

export async function findCurrentKey(connection: Connection): Promise<SigningKeyRow | undefined> {
  return connection
    .selectFrom("signing_keys")
    .selectAll()
    .where("purpose", "=", "bundle")
    .where("is_current", "=", true)
    .executeTakeFirst();
}

/** Of two nodes that make the first key at once, one wins and both use its key. */
export async function insertKeyOnce(connection: Connection, row: Insertable<SigningKeysTable>): Promise<void> {
  await connection
    .insertInto("signing_keys")
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function listPublicKeys(connection: Connection): Promise<Pick<SigningKeyRow, "id" | "public_key">[]> {
  return connection.selectFrom("signing_keys").select(["id", "public_key"]).where("purpose", "=", "bundle").execute();
}
