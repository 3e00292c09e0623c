import { transact } from "../../database/transact.ts";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { queueMail, queueSms, secondsUntilRoom } from "../mail/index.ts";
import { createOneTime, takeOneTime, tryOneTimeCode } from "../one-time-tokens/index.ts";
import type { UserRow } from "../users/index.ts";
import type { BoundTo } from "./bound-to.ts";
import { factorErrors } from "./factors.errors.ts";
import { listFactorRows } from "./factors.store.ts";
import { secretOf } from "./to-factor.ts";

/** Ten minutes is the most that ASVS 6.5.5 lets a sent code live. */
export const sentCodeMinutes = 10;

export type SentCodeKind = "email_code" | "sms_code";

interface SentCode {
  kind: SentCodeKind;
  boundTo: BoundTo;
}

/** Sends a code to somebody who has set this factor up; a code that was sent before for the same thing dies. */
export async function sendFactorCode(ctx: Context, user: UserRow, { kind, boundTo }: SentCode): Promise<{ expiresAt: Date }> {
  const row = (await listFactorRows(ctx.db, user.profile_id, user.id)).find((each) => each.kind === kind);
  if (!row) throw factorErrors.kind_not_offered();

  const to = kind === "sms_code" ? secretOf(ctx, row) : (user.email ?? "");
  return transact(ctx.db, (tx) => sendCodeTo(tx, ctx, user, { kind, boundTo, to }));
}

/** Sends a code to an address that is still to be confirmed, or was. */
export async function sendCodeTo(tx: Tx, ctx: Context, user: UserRow, sent: SentCode & { to: string }): Promise<{ expiresAt: Date }> {
  const { kind, boundTo, to } = sent;
  const template = kind === "sms_code" ? "sms_code" : "second_factor_code";
  const retryAfterSeconds = await secondsUntilRoom(tx, ctx, { profileId: user.profile_id, to, templates: [template] });
  if (retryAfterSeconds > 0) throw httpErrors.too_many_requests({ retryAfterSeconds });

  const { code, expiresAt } = await createOneTime(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    purpose: "factor_code",
    subject: subjectOf(kind, boundTo),
    minutes: sentCodeMinutes,
    withCode: true,
    data: { to },
  });

  const message = { profileId: user.profile_id, userId: user.id, to, data: { code: code ?? "", expiresAt } };
  if (kind === "sms_code") await queueSms(tx, ctx, { ...message, template: "sms_code" });
  else await queueMail(tx, ctx, { ...message, template: "second_factor_code" });
  return { expiresAt };
}

/** Uses a sent code up; false when it is not right, was used, or belongs to another sign-in. Every try counts. */
export async function useSentCode(ctx: Context, user: UserRow, given: SentCode & { code: string }): Promise<boolean> {
  const found = await tryOneTimeCode(ctx, {
    profileId: user.profile_id,
    userId: user.id,
    purpose: "factor_code",
    subject: subjectOf(given.kind, given.boundTo),
    code: given.code,
  });
  if (found === null) return false;
  return transact(ctx.db, async (tx) => (await takeOneTime(tx, ctx, found)) !== null);
}

function subjectOf(kind: SentCodeKind, boundTo: BoundTo): string {
  return `${kind} ${boundTo}`;
}
