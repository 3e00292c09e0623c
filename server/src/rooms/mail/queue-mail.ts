import type { Tx } from "../../database/database.ts";
import { addJob } from "../../database/jobs.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { findProfile } from "../profiles/index.ts";
import { cleanText, isMailAddress, isPhoneNumber } from "./mail.rules.ts";
import { findReaderLanguage, insertMail } from "./mail.store.ts";
import type { MailChannel, MailLane } from "./mail.tables.ts";
import { renderSubject } from "./render-mail.ts";
import { sortValues, type GivenValues } from "./sort-values.ts";
import { toMailLanguage } from "./templates/languages.ts";
import { templates, type MailData, type MailTemplate, type SmsData, type SmsTemplate } from "./templates/template-list.ts";
import { writeOut, type MailPlace } from "./write-out.ts";

interface Recipient {
  profileId: string;
  /** Whose message it is; deleting them deletes it. Null for somebody who is not, or no longer, a user. */
  userId: string | null;
  /** An address, or a telephone number such as +4930123456. */
  to: string;
  name?: string | null;
  /**
   * Wishes such as `de-AT`, best first, for somebody who never said what they read; without any, those of the caller where it is the
   * reader, then the profile's language.
   */
  languages?: readonly string[];
}

export interface NewMail<Name extends MailTemplate> extends Recipient {
  template: Name;
  data: MailData<Name>;
}

export interface NewSms<Name extends SmsTemplate> extends Recipient {
  template: Name;
  data: SmsData<Name>;
}

type QueueContext = Pick<Context, "platform"> & Partial<Pick<Context, "principal" | "source">>;

/**
 * Puts a message into the outbox, inside the transaction of what it tells about. Links are paths, or begin with the public
 * address. What lets somebody in is sealed, and erased at `data.expiresAt`. Answers the message's id.
 */
export async function queueMail<Name extends MailTemplate>(tx: Tx, ctx: QueueContext, mail: NewMail<Name>): Promise<{ id: string }> {
  if (!isMailAddress(mail.to)) throw new Error("a message needs one plain address");
  return queue(tx, ctx, { ...mail, channel: "email", isConfigured: ctx.platform.mailer !== null });
}

/** The same for a caller that sends it right after; if that fails, it is found forgotten and sent later. */
export async function queueWithoutJob<Name extends MailTemplate>(tx: Tx, ctx: QueueContext, mail: NewMail<Name>): Promise<{ id: string }> {
  if (!isMailAddress(mail.to)) throw new Error("a message needs one plain address");
  return insertMessage(tx, ctx, { ...mail, channel: "email", isConfigured: ctx.platform.mailer !== null });
}

/** The same for a text message to a telephone. */
export async function queueSms<Name extends SmsTemplate>(tx: Tx, ctx: QueueContext, sms: NewSms<Name>): Promise<{ id: string }> {
  if (!isPhoneNumber(sms.to)) throw new Error("a text message needs a number such as +4930123456");
  return queue(tx, ctx, { ...sms, channel: "sms", isConfigured: ctx.platform.smsGateway !== null });
}

interface QueuedMessage extends Recipient {
  channel: MailChannel;
  template: MailTemplate | SmsTemplate;
  data: GivenValues;
  isConfigured: boolean;
}

const priorities: Readonly<Record<MailLane, number>> = { code: 0, notice: 10 };

async function queue(tx: Tx, ctx: QueueContext, message: QueuedMessage): Promise<{ id: string }> {
  const { profileId, template } = message;
  const { id } = await insertMessage(tx, ctx, message);
  if (!message.isConfigured) return { id };

  await addJob(tx, "mail.send", { profileId, mailId: id }, { key: jobKey(id), priority: priorities[templates[template].lane] });
  return { id };
}

async function insertMessage(tx: Tx, ctx: QueueContext, message: QueuedMessage): Promise<{ id: string }> {
  const { profileId, template, isConfigured } = message;
  const { clock, secrets, settings } = ctx.platform;
  const definition = templates[template];
  const place = await findMailPlace(tx, ctx, profileId);
  const said = await findReaderLanguage(tx, message);
  const language = toMailLanguage(said, ...(message.languages ?? callersLanguages(ctx, message)), place.language);
  const { values, secret, expiresAt } = sortValues(definition, message.data, settings.publicUrl);
  const recipientName = message.name == null ? null : cleanText(message.name);
  const written = writeOut(definition, { ...values, ...secret }, { language, place, recipientName });

  const id = newId(clock);
  const now = clock.now();
  await insertMail(tx, {
    profile_id: profileId,
    id,
    user_id: message.userId,
    channel: message.channel,
    template,
    lane: definition.lane,
    language,
    recipient: message.to,
    recipient_name: recipientName,
    subject: message.channel === "email" ? renderSubject(template as MailTemplate, language, written) : "",
    state: isConfigured ? "queued" : "suppressed",
    data: JSON.stringify(values),
    sealed_secrets: secret === null ? null : secrets.seal(JSON.stringify(secret), sealPurpose(profileId, id)),
    secrets_until: secret === null ? null : expiresAt,
    attempts: 0,
    next_try_at: isConfigured ? now : null,
    claimed_until: null,
    answers: "[]",
    created_at: now,
    sent_at: null,
  });
  if (isConfigured) await addJob(tx, "mail.send", { profileId, mailId: id }, { key: jobKey(id), priority: priorities[definition.lane] });
  return { id };
}

/**
 * What the caller reads, where the message is for the caller: somebody signed in who acts on their own account, or somebody who
 * asks for a code in order to get in. Nobody else chooses the language of another person's mail.
 */
function callersLanguages({ principal, source }: QueueContext, { userId, template }: QueuedMessage): readonly string[] {
  if (principal === undefined || source?.languages === undefined) return [];

  const isOwn = "session" in principal && principal.id === userId && principal.session.actor === null;
  const isAskedFor = principal.kind === "nobody" && templates[template].lane === "code";
  return isOwn || isAskedFor ? source.languages : [];
}

/** A sealed text opens for its own message only. */
export function sealPurpose(profileId: string, mailId: string): string {
  return `mail ${profileId} ${mailId}`;
}

export function jobKey(mailId: string): string {
  return `mail.send ${mailId}`;
}

/** Who the message comes from, as people know it. */
export async function findMailPlace(tx: Tx | Context["db"], ctx: QueueContext, profileId: string): Promise<MailPlace> {
  const { publicUrl } = ctx.platform.settings;
  const profile = profileId === deploymentId ? undefined : await findProfile(tx, profileId);
  if (profile === undefined) return { name: "Latchkey", url: `${publicUrl}/console`, language: null, timeZone: "UTC" };
  return { name: cleanText(profile.name), url: `${publicUrl}/p/${profile.slug}`, language: profile.language, timeZone: profile.time_zone };
}
