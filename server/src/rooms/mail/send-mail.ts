import { addJob } from "../../database/jobs.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import type { DeliveryResult } from "../../platform/mailer.ts";
import { maskSecrets, nextTryAfter } from "./mail.rules.ts";
import { claimMail, updateMail, type MailRow } from "./mail.store.ts";
import type { DeliveryAnswer } from "./mail.tables.ts";
import { openSecrets } from "./open-secrets.ts";
import { findMailPlace, jobKey } from "./queue-mail.ts";
import { isSmsTemplate, renderMail, renderSms } from "./render-mail.ts";
import { toMailLanguage } from "./templates/languages.ts";
import { templates } from "./templates/template-list.ts";
import { writeOut } from "./write-out.ts";

/** Longer than any try takes; a node that is silent for so long has died. */
const claimMs = 3 * 60_000;

/**
 * Hands one message over, once. A node that dies between the other side's yes and our note of it sends it again, with the
 * same Message-ID: SMTP knows no better. Does nothing when another node has it, or when it is sent.
 */
export async function sendMail(ctx: Context, { profileId, mailId }: { profileId: string; mailId: string }): Promise<void> {
  const now = ctx.platform.clock.now();
  const mail = await claimMail(ctx.db, { profileId, mailId }, { now, until: new Date(now.getTime() + claimMs) });
  if (mail === undefined) return;

  const isTooLate = mail.secrets_until !== null && mail.secrets_until <= now;
  const result = isTooLate ? tooLate : await deliver(ctx, mail);
  await noteResult(ctx, mail, result);
}

/** A code that no longer works would only confuse. */
const tooLate: DeliveryResult = { kind: "permanent", answer: "Not sent: its code or link is no longer valid.", conversation: [] };

async function deliver(ctx: Context, mail: MailRow): Promise<DeliveryResult> {
  const { mailer, smsGateway } = ctx.platform;
  const place = await findMailPlace(ctx.db, ctx, mail.profile_id);
  const language = toMailLanguage(mail.language);
  const secret = openSecrets(ctx, mail);
  const reader = { language, place, recipientName: mail.recipient_name };
  const values = writeOut(templates[mail.template], { ...mail.data, ...secret }, reader);

  if (isSmsTemplate(mail.template)) {
    if (smsGateway === null) return notConfigured;
    return masked(await smsGateway.send({ to: mail.recipient, text: renderSms(mail.template, language, values) }), secret);
  }
  if (mailer === null) return notConfigured;
  const { subject, html, text } = renderMail(mail.template, language, values);
  const sent = await mailer.send({
    fromName: place.name,
    to: { name: mail.recipient_name, address: mail.recipient },
    subject,
    html,
    text,
    messageId: `<${mail.id}.${mail.profile_id}@${new URL(ctx.platform.settings.publicUrl).hostname}>`,
    date: mail.created_at,
  });
  return masked(sent, secret);
}

const notConfigured: DeliveryResult = { kind: "temporary", answer: "Nothing to send with is configured any more.", conversation: [] };

function masked(result: DeliveryResult, secret: Record<string, string | number | null>): DeliveryResult {
  const secrets = Object.values(secret).map((value) => (value === null ? "" : String(value)));
  // A link is also known by its token alone.
  const parts = [...secrets, ...secrets.flatMap((value) => (value.includes("#") ? [value.split(/[#=]/).at(-1) ?? ""] : []))];
  const mask = (text: string) => maskSecrets(text, parts);
  return { ...result, answer: mask(result.answer), conversation: result.conversation.map(mask) };
}

const answersMax = 20;

async function noteResult(ctx: Context, mail: MailRow, result: DeliveryResult): Promise<void> {
  const now = ctx.platform.clock.now();
  const answers: DeliveryAnswer[] = [...mail.answers, { at: now.toISOString(), ...result }].slice(-answersMax);
  const nextTry = result.kind === "temporary" ? nextTryAfter(mail.attempts, now, Math.random()) : null;
  const unsent = nextTry === null ? "failed" : "deferred";
  const state = result.kind === "sent" ? "sent" : unsent;

  await transact(ctx.db, async (tx) => {
    await updateMail(tx, mail, {
      state,
      answers: JSON.stringify(answers),
      next_try_at: nextTry,
      claimed_until: null,
      sent_at: state === "sent" ? now : null,
    });
    if (nextTry === null) return;
    await addJob(tx, "mail.send", { profileId: mail.profile_id, mailId: mail.id }, { key: jobKey(mail.id), runAt: nextTry, priority: 5 });
  });
}
