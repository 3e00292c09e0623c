import { sql } from "kysely";
import type { App } from "../src/app.ts";
import type { Database } from "../src/database/database.ts";
import type { MailRow } from "../src/rooms/mail/mail.store.ts";
import type { StoredValues } from "../src/rooms/mail/mail.tables.ts";
import { openSecrets } from "../src/rooms/mail/open-secrets.ts";
import { findMailPlace } from "../src/rooms/mail/queue-mail.ts";
import { isSmsTemplate, renderMail, renderSms } from "../src/rooms/mail/render-mail.ts";
import { toMailLanguage } from "../src/rooms/mail/templates/languages.ts";
import { templates } from "../src/rooms/mail/templates/template-list.ts";
import { writeOut } from "../src/rooms/mail/write-out.ts";

/** A whole test app, or a room's bench. */
interface MailsAtHand {
  db: Database;
  app: Pick<App, "commandLineContext">;
}

export interface ReadMail {
  id: string;
  profileId: string;
  userId: string | null;
  to: string;
  template: string;
  language: string;
  subject: string;
  state: string;
  /** Values of the template, the code and the link included. */
  data: StoredValues;
  /** What it says. */
  text: string;
}

// The clock of a test stands still: of messages of one moment, the one stored later comes later.
/** The messages in the outbox to one address or number, oldest first, as their reader sees them. */
export async function readMails(latchkey: MailsAtHand, to: string): Promise<ReadMail[]> {
  const rows = await latchkey.db
    .selectFrom("mails")
    .selectAll()
    .where("recipient", "=", to)
    .orderBy("created_at")
    .orderBy(sql`ctid`)
    .execute();
  return Promise.all(rows.map((row) => toReadMail(latchkey, row)));
}

export async function readMailsById(latchkey: MailsAtHand, ids: readonly string[]): Promise<ReadMail[]> {
  const rows = await latchkey.db.selectFrom("mails").selectAll().where("id", "in", ids).execute();
  return Promise.all(rows.map((row) => toReadMail(latchkey, row)));
}

async function toReadMail({ app, db }: MailsAtHand, row: MailRow): Promise<ReadMail> {
  const ctx = app.commandLineContext(row.profile_id);
  const data = { ...row.data, ...openSecrets(ctx, row) };
  const language = toMailLanguage(row.language);
  const place = await findMailPlace(db, ctx, row.profile_id);
  const values = writeOut(templates[row.template], data, { language, place, recipientName: row.recipient_name });
  return {
    id: row.id,
    profileId: row.profile_id,
    userId: row.user_id,
    to: row.recipient,
    template: row.template,
    language: row.language,
    subject: row.subject,
    state: row.state,
    data,
    text: isSmsTemplate(row.template) ? renderSms(row.template, language, values) : renderMail(row.template, language, values).text,
  };
}

/** The last one; fails where there is none. */
export async function lastMail(latchkey: MailsAtHand, to: string): Promise<ReadMail> {
  const mail = (await readMails(latchkey, to)).at(-1);
  if (mail === undefined) throw new Error(`no message to ${to}`);
  return mail;
}
