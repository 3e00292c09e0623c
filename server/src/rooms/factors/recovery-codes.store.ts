import type { Insertable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { RecoveryCodesTable } from "./factors.tables.ts";

export async function countRecoveryCodes(connection: Connection, profileId: string, userId: string): Promise<number> {
  const row = await connection
    .selectFrom("recovery_codes")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function insertRecoveryCodes(tx: Tx, rows: Insertable<RecoveryCodesTable>[]): Promise<void> {
  await tx.insertInto("recovery_codes").values(rows).execute();
}

export async function deleteRecoveryCodes(tx: Tx, profileId: string, userId: string): Promise<void> {
  await tx.deleteFrom("recovery_codes").where("profile_id", "=", profileId).where("user_id", "=", userId).execute();
}

interface CodeKey {
  userId: string;
  selector: string;
}

export async function findRecoveryCodeHash(connection: Connection, profileId: string, key: CodeKey): Promise<string | null> {
  const row = await connection
    .selectFrom("recovery_codes")
    .select("hash")
    .where("profile_id", "=", profileId)
    .where("user_id", "=", key.userId)
    .where("selector", "=", key.selector)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** Uses a code up. Of many tries at once exactly one gets the row; one that was renewed meanwhile has another hash. */
export async function takeRecoveryCode(tx: Tx, profileId: string, key: CodeKey & { hash: string }): Promise<boolean> {
  const taken = await tx
    .deleteFrom("recovery_codes")
    .where("profile_id", "=", profileId)
    .where("user_id", "=", key.userId)
    .where("selector", "=", key.selector)
    .where("hash", "=", key.hash)
    .returning("selector")
    .executeTakeFirst();
  return taken !== undefined;
}
