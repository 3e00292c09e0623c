import type { ColumnType } from "kysely";
import type { MailTemplate, SmsTemplate } from "./templates/template-list.ts";

export type MailChannel = "email" | "sms";
export type MailState = "queued" | "sent" | "deferred" | "failed" | "suppressed";
export type MailLane = "code" | "notice";

/** One try and what the other side said. */
export interface DeliveryAnswer {
  at: string;
  kind: "sent" | "temporary" | "permanent";
  answer: string;
  conversation: string[];
}

/** Values of a template as they are kept: times as ISO 8601. */
export type StoredValues = Record<string, string | number | null>;

export interface MailsTable {
  profile_id: string;
  id: string;
  user_id: string | null;
  channel: MailChannel;
  template: MailTemplate | SmsTemplate;
  lane: MailLane;
  language: string;
  recipient: string;
  recipient_name: string | null;
  subject: string;
  state: MailState;
  data: ColumnType<StoredValues, string, string>;
  sealed_secrets: string | null;
  secrets_until: Date | null;
  attempts: number;
  next_try_at: Date | null;
  claimed_until: Date | null;
  answers: ColumnType<DeliveryAnswer[], string, string>;
  created_at: Date;
  sent_at: Date | null;
}

export interface RemindersTable {
  profile_id: string;
  kind: "second_factor" | "password" | "api_token" | "device_token";
  subject_id: string;
  due_at: Date;
  days_before: number;
  sent_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    mails: MailsTable;
    reminders: RemindersTable;
  }
}
