import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { mailErrors } from "./mail.errors.ts";
import { findVisibleMail, type MailRow } from "./mail.store.ts";
import { queueWithoutJob } from "./queue-mail.ts";
import { sendMail } from "./send-mail.ts";
import { sql } from "kysely";

/** Sends a test message at once, so that whoever asks sees what the mail server says. Refused when none is configured. */
export async function sendTestMail(ctx: Context, { to, language }: { to: string; language?: string | undefined }): Promise<MailRow> {
  if (ctx.platform.mailer === null) throw mailErrors.not_configured();
  const { profileId } = ctx;

  const { id: mailId } = await transact(ctx.db, async (tx) => {
    const data = { at: ctx.platform.clock.now(), sender: actorOf(ctx.principal).name };
    const queued = await queueWithoutJob(tx, ctx, {
      profileId,
      userId: null,
      to,
      ...(language === undefined ? {} : { languages: [language] }),
      template: "test_mail",
      data,
    });
    await recordAuditEntry(tx, ctx, { action: "mail.test_sent", object: { type: "mail", id: queued.id, name: to } });
    return queued;
  });

  await sendMail(ctx, { profileId, mailId });
  const sent = await findVisibleMail(ctx.db, { profileId, mailId }, sql<boolean>`true`);
  if (sent === undefined) throw mailErrors.not_configured();
  return sent;
}
