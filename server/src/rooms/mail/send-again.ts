import type { Tx } from "../../database/database.ts";
import { addJob } from "../../database/jobs.ts";
import type { Context } from "../../http/context.ts";
import { mailErrors } from "./mail.errors.ts";
import { updateMail, type MailRow } from "./mail.store.ts";
import { jobKey } from "./queue-mail.ts";
import { hasLivingSecret } from "./show-mail.ts";

/** Puts a message back into the outbox, with all its tries before it. Refused when what it holds no longer works. */
export async function sendAgain(tx: Tx, ctx: Context, row: MailRow): Promise<MailRow> {
  const now = ctx.platform.clock.now();
  const gateway = row.channel === "sms" ? ctx.platform.smsGateway : ctx.platform.mailer;
  if (gateway === null) throw mailErrors.not_configured();
  if (row.secrets_until !== null && !hasLivingSecret(row, now)) throw mailErrors.too_late();
  if (row.state === "queued" || (row.claimed_until !== null && row.claimed_until > now)) throw mailErrors.being_sent();

  const changes = { state: "queued" as const, attempts: 0, next_try_at: now, claimed_until: null, sent_at: null };
  await updateMail(tx, row, changes);
  await addJob(tx, "mail.send", { profileId: row.profile_id, mailId: row.id }, { key: jobKey(row.id) });
  return { ...row, ...changes };
}
