import type { Mail, MailDetail } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import type { MailRow } from "./mail.store.ts";
import { findMailPlace } from "./queue-mail.ts";
import { isSmsTemplate, renderMail, renderSms } from "./render-mail.ts";
import { toMailLanguage } from "./templates/languages.ts";
import { templates } from "./templates/template-list.ts";
import { writeOut } from "./write-out.ts";

/** A message as the log lists it. */
export function toMail(ctx: Pick<Context, "platform">, row: MailRow): Mail {
  return {
    id: row.id,
    channel: row.channel,
    template: row.template,
    language: row.language,
    userId: row.user_id,
    recipient: row.recipient,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    nextTryAt: row.next_try_at?.toISOString() ?? null,
    lastAnswer: row.answers.at(-1)?.answer ?? null,
    hasSecret: hasLivingSecret(row, ctx.platform.clock.now()),
  };
}

export function hasLivingSecret(row: MailRow, now: Date): boolean {
  return row.sealed_secrets !== null && row.secrets_until !== null && row.secrets_until > now;
}

/** The same with its text, in which codes and links are masked, and every answer. */
export async function toMailDetail(ctx: Context, row: MailRow): Promise<MailDetail> {
  const definition = templates[row.template];
  const language = toMailLanguage(row.language);
  const place = await findMailPlace(ctx.db, ctx, row.profile_id);
  const reader = { language, place, recipientName: row.recipient_name };
  const values = writeOut(definition, row.data, reader);

  const text = isSmsTemplate(row.template) ? renderSms(row.template, language, values) : renderMail(row.template, language, values).text;
  return { ...toMail(ctx, row), text, answers: row.answers };
}
