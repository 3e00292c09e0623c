import type { SecondFactorMethod } from "@latchkey/contract";
import { sql, type Insertable, type Selectable, type Updateable } from "kysely";
import type { Connection, Tx } from "../../database/database.ts";
import { fixedStatement } from "../../database/fixed-statement.ts";
import type { FactorsTable } from "./factors.tables.ts";

export type FactorRow = Selectable<FactorsTable>;

/** Factors that count, oldest first. */
export async function listFactorRows(connection: Connection, profileId: string, userId: string): Promise<FactorRow[]> {
  return confirmedFactors.run(connection, { profileId, userId });
}

const confirmedFactors = fixedStatement<{ profileId: string; userId: string }, FactorRow>(
  ({ profileId, userId }) => sql<FactorRow>`
    select * from factors where profile_id = ${profileId} and user_id = ${userId} and confirmed_at is not null order by created_at, id`,
);

/** One that counts; a factor of somebody else is none. */
export async function findFactorRow(
  connection: Connection,
  profileId: string,
  { userId, factorId }: { userId: string; factorId: string },
): Promise<FactorRow | undefined> {
  return connection
    .selectFrom("factors")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .where("id", "=", factorId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
}

export async function insertFactorRow(tx: Tx, row: Insertable<FactorsTable>): Promise<void> {
  await tx.insertInto("factors").values(row).execute();
}

export interface PendingKey {
  userId: string;
  factorId: string;
  /** Where it was begun: it can be confirmed nowhere else. */
  boundTo: string;
  now: Date;
}

/** A factor that waits to be confirmed. */
export async function findPendingFactor(connection: Connection, profileId: string, key: PendingKey): Promise<FactorRow | undefined> {
  return connection
    .selectFrom("factors")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("user_id", "=", key.userId)
    .where("id", "=", key.factorId)
    .where("bound_to", "=", key.boundTo)
    .where("expires_at", ">", key.now)
    .executeTakeFirst();
}

/** Makes a pending factor count. Of many confirmations at once exactly one gets the row. */
export async function confirmFactorRow(
  tx: Tx,
  profileId: string,
  { factorId, now, changes }: { factorId: string; now: Date; changes: Updateable<FactorsTable> },
): Promise<FactorRow | undefined> {
  return tx
    .updateTable("factors")
    .set({ ...changes, confirmed_at: now, expires_at: null, bound_to: null })
    .where("profile_id", "=", profileId)
    .where("id", "=", factorId)
    .where("confirmed_at", "is", null)
    .where("expires_at", ">", now)
    .returningAll()
    .executeTakeFirst();
}

/** What of the same kind was begun before is given up with a new beginning. */
export async function deletePendingFactors(tx: Tx, profileId: string, userId: string, kind: SecondFactorMethod): Promise<void> {
  await tx
    .deleteFrom("factors")
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .where("confirmed_at", "is", null)
    .execute();
}

/** The factor that counts and that a new one of its kind takes the place of. */
export async function deleteFactorOfKind(tx: Tx, profileId: string, userId: string, kind: SecondFactorMethod): Promise<boolean> {
  const deleted = await tx
    .deleteFrom("factors")
    .where("profile_id", "=", profileId)
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .where("confirmed_at", "is not", null)
    .returning("id")
    .executeTakeFirst();
  return deleted !== undefined;
}

export async function renameFactorRow(tx: Tx, profileId: string, factorId: string, name: string): Promise<void> {
  await tx.updateTable("factors").set({ name }).where("profile_id", "=", profileId).where("id", "=", factorId).execute();
}

export async function deleteFactorRow(tx: Tx, profileId: string, factorId: string): Promise<void> {
  await tx.deleteFrom("factors").where("profile_id", "=", profileId).where("id", "=", factorId).execute();
}

export async function deleteFactorsOf(tx: Tx, profileId: string, userId: string): Promise<FactorRow[]> {
  return tx.deleteFrom("factors").where("profile_id", "=", profileId).where("user_id", "=", userId).returningAll().execute();
}

/**
 * Notes the time step of a code that was accepted; answers false when that step, or a later one, was used already.
 * INVARIANT: the step only grows, so no code is accepted twice, however many requests carry it at once.
 */
export async function useTotpStep(connection: Connection, row: FactorRow, { step, now }: { step: number; now: Date }): Promise<boolean> {
  const used = await connection
    .updateTable("factors")
    .set({ last_step: step, last_used_at: now })
    .where("profile_id", "=", row.profile_id)
    .where("id", "=", row.id)
    .where("last_step", "<", step)
    .where("confirmed_at", "is not", null)
    .returning("id")
    .executeTakeFirst();
  return used !== undefined;
}

/**
 * Notes the signature counter of a passkey; answers false when it went back or stood still, as that of a copy does
 * (WebAuthn, section 6.1.1). Passkeys that do not count always say 0.
 */
export async function usePasskeyCounter(
  connection: Connection,
  row: FactorRow,
  { counter, isUserVerified, now }: { counter: number; isUserVerified: boolean; now: Date },
): Promise<boolean> {
  const used = await connection
    .updateTable("factors")
    .set({ counter, last_used_at: now, ...(isUserVerified ? { is_user_verified: true } : {}) })
    .where("profile_id", "=", row.profile_id)
    .where("id", "=", row.id)
    .where("confirmed_at", "is not", null)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
    .returning("id")
    .executeTakeFirst();
  return used !== undefined;
}

export async function noteFactorUse(connection: Connection, row: FactorRow, now: Date): Promise<void> {
  await connection
    .updateTable("factors")
    .set({ last_used_at: now })
    .where("profile_id", "=", row.profile_id)
    .where("id", "=", row.id)
    .execute();
}

/** A passkey that counts, by what the authenticator calls it. */
export async function findPasskey(connection: Connection, profileId: string, credentialId: Buffer): Promise<FactorRow | undefined> {
  return connection
    .selectFrom("factors")
    .selectAll()
    .where("profile_id", "=", profileId)
    .where("credential_id", "=", credentialId)
    .where("confirmed_at", "is not", null)
    .executeTakeFirst();
}

export async function deleteExpiredFactors(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("factors").where("expires_at", "<", now).execute();
}
