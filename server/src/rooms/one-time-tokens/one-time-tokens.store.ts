import { sql, type Insertable, type Selectable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import type { OneTimeTokensTable } from "./one-time-tokens.tables.ts";
import type { OneTimePurpose } from "./purposes.ts";

export type OneTimeRow = Selectable<OneTimeTokensTable>;

/** Stores a row in place of an earlier one of the same person, purpose and subject. */
export async function replaceOneTimeRow(tx: Tx, row: Insertable<OneTimeTokensTable>): Promise<void> {
  await tx
    .insertInto("one_time_tokens")
    .values(row)
    .onConflict((conflict) => conflict.columns(["profile_id", "user_id", "purpose", "subject"]).doUpdateSet(row))
    .execute();
}

export async function findOneTimeRow(
  connection: Connection,
  wanted: { profileId: string; purpose: OneTimePurpose; tokenHash: Buffer; now: Date },
): Promise<OneTimeRow | undefined> {
  return connection
    .selectFrom("one_time_tokens")
    .selectAll()
    .where("token_hash", "=", wanted.tokenHash)
    .where("profile_id", "=", wanted.profileId)
    .where("purpose", "=", wanted.purpose)
    .where("expires_at", ">", wanted.now)
    .executeTakeFirst();
}

interface CodeOwner {
  profileId: string;
  userId: string;
  purpose: OneTimePurpose;
  subject: string;
  now: Date;
}

/** Takes one try and answers what it was for. INVARIANT: of tries at the same time no more get the row than there are left. */
export async function takeTry(connection: Connection, owner: CodeOwner): Promise<OneTimeRow | undefined> {
  return connection
    .updateTable("one_time_tokens")
    .set({ tries_left: sql`tries_left - 1` })
    .where("profile_id", "=", owner.profileId)
    .where("user_id", "=", owner.userId)
    .where("purpose", "=", owner.purpose)
    .where("subject", "=", owner.subject)
    .where("tries_left", ">", 0)
    .where("expires_at", ">", owner.now)
    .returningAll()
    .executeTakeFirst();
}

/** Of many redemptions at once exactly one gets the row. */
export async function deleteOneTimeRow(tx: Tx, ref: { profileId: string; id: string; now: Date }): Promise<OneTimeRow | undefined> {
  return tx
    .deleteFrom("one_time_tokens")
    .where("profile_id", "=", ref.profileId)
    .where("id", "=", ref.id)
    .where("expires_at", ">", ref.now)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteOneTimeRowsOf(tx: Tx, owner: { profileId: string; userId: string }, purposes: readonly OneTimePurpose[]) {
  await tx
    .deleteFrom("one_time_tokens")
    .where("profile_id", "=", owner.profileId)
    .where("user_id", "=", owner.userId)
    .where("purpose", "in", [...purposes])
    .execute();
}

/** For timed work. */
export async function deleteExpiredOneTimes(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("one_time_tokens").where("expires_at", "<", now).execute();
}

export async function findLatestCreation(
  connection: Connection,
  wanted: { profileId: string; userId: string; purpose: OneTimePurpose },
): Promise<Date | null> {
  const row = await connection
    .selectFrom("one_time_tokens")
    .select((expression) => expression.fn.max("created_at").as("at"))
    .where("profile_id", "=", wanted.profileId)
    .where("user_id", "=", wanted.userId)
    .where("purpose", "=", wanted.purpose)
    .executeTakeFirst();
  return row?.at ?? null;
}
