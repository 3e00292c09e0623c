import { createHash } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import type { Connection } from "../../database/database.ts";
import type { ChallengeUse, PasskeyChallengesTable } from "./factors.tables.ts";

export type ChallengeRow = Selectable<PasskeyChallengesTable>;

export function hashChallenge(challenge: string): Buffer {
  return createHash("sha256").update(challenge).digest();
}

export async function insertChallenge(connection: Connection, row: Insertable<PasskeyChallengesTable>): Promise<void> {
  await connection.insertInto("passkey_challenges").values(row).execute();
}

export interface ChallengeKey {
  challenge: string;
  use: ChallengeUse;
  boundTo: string;
  now: Date;
}

/** Uses a challenge up, whatever becomes of the answer. Of many answers at once exactly one gets the row. */
export async function takeChallenge(connection: Connection, profileId: string, key: ChallengeKey): Promise<ChallengeRow | undefined> {
  return connection
    .deleteFrom("passkey_challenges")
    .where("profile_id", "=", profileId)
    .where("challenge_hash", "=", hashChallenge(key.challenge))
    .where("use", "=", key.use)
    .where("bound_to", "=", key.boundTo)
    .where("expires_at", ">", key.now)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteExpiredChallenges(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("passkey_challenges").where("expires_at", "<", now).execute();
}
