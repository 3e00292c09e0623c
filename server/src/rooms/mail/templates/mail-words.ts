import type { MailTemplate, SmsTemplate } from "./template-list.ts";

/** What one message says in one language. Everything may hold `{{ variable }}` and `{% if variable %}` of Liquid. */
export interface MessageWords {
  subject: string;
  /** What mail programs show beside the subject. */
  preheader: string;
  /** Paragraphs before the code, the button and the details. */
  lines: readonly string[];
  /** On the button, where the message has a link or a page. */
  button?: string;
  /** Paragraphs at the end. */
  closing?: readonly string[];
}

/** Every sentence of all messages in one language. */
export interface MailWords {
  greeting: string;
  /** Under a button: the address follows. */
  copyAddress: string;
  /** Under what is valid for a time. */
  validUntil: string;
  footer: string;
  /** Names of what is listed as details. */
  details: Readonly<Record<DetailName, string>>;
  mails: Readonly<Record<MailTemplate, MessageWords>>;
  sms: Readonly<Record<SmsTemplate, string>>;
}

export type DetailName =
  | "at"
  | "device"
  | "location"
  | "address"
  | "factor"
  | "passkey"
  | "administrator"
  | "reason"
  | "person"
  | "email"
  | "sender";
