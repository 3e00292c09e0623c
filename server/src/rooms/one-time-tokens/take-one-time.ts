import type { Connection, Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { isSameCode } from "./create-one-time.ts";
import { deleteOneTimeRow, findOneTimeRow, takeTry, type OneTimeRow } from "./one-time-tokens.store.ts";
import type { OneTimePurpose } from "./purposes.ts";

export interface OneTime {
  profileId: string;
  id: string;
  userId: string;
  subject: string;
  data: Record<string, unknown>;
  expiresAt: Date;
}

/** What a link is for, without using it up; null when it is not, not any more, or not here. */
export async function findOneTime(
  connection: Connection,
  ctx: Context,
  wanted: { profileId: string; purpose: OneTimePurpose; token: string },
): Promise<OneTime | null> {
  const row = await findOneTimeRow(connection, { ...wanted, tokenHash: hashToken(wanted.token), now: ctx.platform.clock.now() });
  return row ? toOneTime(row) : null;
}

export interface CodeTry {
  profileId: string;
  /** Null for people who do not exist, who cost the same queries. */
  userId: string | null;
  purpose: OneTimePurpose;
  subject?: string;
  code: string;
}

/**
 * Tries a code, without using it up when it is right. Every try counts, whatever becomes of the transaction that follows.
 * INVARIANT: call it outside any transaction, or a rollback would give the try back.
 */
export async function tryOneTimeCode(ctx: Context, { profileId, userId, purpose, subject = "", code }: CodeTry): Promise<OneTime | null> {
  const row = await takeTry(ctx.db, { profileId, userId: userId ?? "", purpose, subject, now: ctx.platform.clock.now() });
  return row && isSameCode(ctx, row, code) ? toOneTime(row) : null;
}

/** Uses up what was found or tried before. Of many redemptions at once exactly one succeeds; the others get null. */
export async function takeOneTime(tx: Tx, ctx: Context, found: Pick<OneTime, "profileId" | "id">): Promise<OneTime | null> {
  const row = await deleteOneTimeRow(tx, { ...found, now: ctx.platform.clock.now() });
  return row ? toOneTime(row) : null;
}

function toOneTime(row: OneTimeRow): OneTime {
  return {
    profileId: row.profile_id,
    id: row.id,
    userId: row.user_id,
    subject: row.subject,
    data: row.data,
    expiresAt: row.expires_at,
  };
}
