import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { findLatestCreation, replaceOneTimeRow } from "./one-time-tokens.store.ts";
import type { OneTimePurpose } from "./purposes.ts";

export interface NewOneTime {
  profileId: string;
  userId: string;
  purpose: OneTimePurpose;
  minutes: number;
  /** What it is about, where one person may hold several for the same purpose at the same time. */
  subject?: string;
  /** With a short code to type besides the token of the link. */
  withCode?: boolean;
  data?: Record<string, unknown>;
}

export interface CreatedOneTime {
  id: string;
  token: string;
  code: string | null;
  expiresAt: Date;
}

const minuteMs = 60_000;
const codeDigits = 6;
const codeTriesMax = 5;

/** Makes a single-use link, with a code on request. An earlier one of the same person, purpose and subject dies. */
export async function createOneTime(tx: Tx, ctx: Context, wanted: NewOneTime): Promise<CreatedOneTime> {
  const now = ctx.platform.clock.now();
  const id = newId(ctx.platform.clock);
  const token = newSecretToken("oneTime");
  const code = wanted.withCode === true ? String(randomInt(10 ** codeDigits)).padStart(codeDigits, "0") : null;
  const expiresAt = new Date(now.getTime() + wanted.minutes * minuteMs);

  await replaceOneTimeRow(tx, {
    profile_id: wanted.profileId,
    id,
    user_id: wanted.userId,
    purpose: wanted.purpose,
    subject: wanted.subject ?? "",
    token_hash: hashToken(token),
    sealed_code: code === null ? null : sealCode(ctx, id, code),
    tries_left: code === null ? 0 : codeTriesMax,
    data: JSON.stringify(wanted.data ?? {}),
    created_at: now,
    expires_at: expiresAt,
  });
  return { id, token, code, expiresAt };
}

const sealPurpose = "one-time code";

// A million codes are quickly tried against a digest: without the server's key a stolen database tells none of them.
function sealCode(ctx: Context, id: string, code: string): string {
  return ctx.platform.secrets.seal(digestOf(id, code), sealPurpose);
}

export function isSameCode(ctx: Context, row: { id: string; sealed_code: string | null }, code: string): boolean {
  if (row.sealed_code === null) return false;

  const stored = Buffer.from(ctx.platform.secrets.open(row.sealed_code, sealPurpose));
  const given = Buffer.from(digestOf(row.id, code));
  return stored.length === given.length && timingSafeEqual(stored, given);
}

function digestOf(id: string, code: string): string {
  return createHash("sha256").update(`${id} ${code}`).digest("base64url");
}

/** Whether one for the same purpose was made a moment ago. */
export async function isOneTimeFresh(
  tx: Tx,
  ctx: Context,
  wanted: { profileId: string; userId: string; purpose: OneTimePurpose; seconds: number },
): Promise<boolean> {
  const latest = await findLatestCreation(tx, wanted);
  return latest !== null && ctx.platform.clock.now().getTime() - latest.getTime() < wanted.seconds * 1000;
}
