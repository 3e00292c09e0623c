import type { Mail, MailSecret } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireHeld } from "../../http/require-held.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { hasLivingSecret, mailErrors, openSecrets, sendAgain, sendTestMail, toMail, toMailDetail, type MailRow } from "../mail/index.ts";
import { requireMail } from "./find-mail.ts";

export async function sendMailAgain(ctx: Context, mailId: string): Promise<Mail> {
  return transact(ctx.db, async (tx) => {
    const row = await requireMail(tx, ctx, { mailId, action: "edit" });
    const queued = await sendAgain(tx, ctx, row);
    await recordAuditEntry(tx, ctx, { action: "mail.sent_again", object: mailObject(row), after: { template: row.template } });
    return toMail(ctx, queued);
  });
}

/**
 * The code and the link of a message that did not reach its reader, to hand over by other means. Refused for what was sent,
 * because it is for its reader only, and for users who may do more than the caller, who could sign in with it.
 */
export async function revealMailSecret(ctx: Context, mailId: string): Promise<MailSecret> {
  return transact(ctx.db, async (tx) => {
    const row = await requireMail(tx, ctx, { mailId, action: "set_password" });
    await requireMayActAsReader(tx, ctx, row);
    if (row.state === "sent") throw mailErrors.was_sent();
    if (row.state === "queued") throw mailErrors.being_sent();
    if (row.secrets_until === null || !hasLivingSecret(row, ctx.platform.clock.now())) throw mailErrors.too_late();

    const { code, link } = openSecrets(ctx, row);
    await recordAuditEntry(tx, ctx, { action: "mail.secret_revealed", object: mailObject(row), after: { template: row.template } });
    return { code: textOrNull(code), link: textOrNull(link), expiresAt: row.secrets_until.toISOString() };
  });
}

async function requireMayActAsReader(tx: Tx, ctx: Context, row: MailRow): Promise<void> {
  if (row.profile_id === deploymentId || row.user_id === null) return;
  await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: row.user_id }));
}

export async function sendTest(ctx: Context, body: { to: string; language?: string | undefined }) {
  return toMailDetail(ctx, await sendTestMail(ctx, body));
}

function mailObject(row: MailRow) {
  return { type: "mail", id: row.id, name: row.recipient };
}

function textOrNull(value: string | number | null | undefined): string | null {
  return typeof value === "string" ? value : null;
}
