import type { MailTemplateName } from "@latchkey/contract";

/**
 * Every message that Latchkey sends, with the names of what it may speak of. `queueMail` takes exactly these values, and a
 * test reads every template in every language and refuses any other name.
 *
 * Kinds: `text` from people or settings; `body`, the same with lines of its own; `time`; `number`; `page`, an address anybody may know; `code` and `link`, which
 * let somebody in: they are sealed and erased when their time is over. A `?` means that the value may be null.
 */
export type VariableKind =
  | "text"
  | "text?"
  | "body"
  | "time"
  | "time?"
  | "number"
  | "number?"
  | "page"
  | "page?"
  | "code"
  | "code?"
  | "link"
  | "link?";

export interface TemplateDefinition {
  lane: "code" | "notice";
  variables: Readonly<Record<string, VariableKind>>;
  /** Values that are shown as a small list under the text, in this order, as far as they are known. */
  details?: readonly string[];
}

const define = <const Definition extends TemplateDefinition>(definition: Definition): Definition => definition;

/** What somebody did with an account: when and from where. */
const act = { at: "time", device: "text?", address: "text?" } as const;
const actDetails = ["at", "device", "address"] as const;

export const mailTemplates = {
  verify_address: define({ lane: "code", variables: { code: "code?", link: "link?", expiresAt: "time" } }),
  sign_in_code: define({ lane: "code", variables: { code: "code", link: "link?", expiresAt: "time" } }),
  second_factor_code: define({ lane: "code", variables: { code: "code", expiresAt: "time" } }),
  password_reset: define({ lane: "code", variables: { code: "code?", link: "link?", expiresAt: "time" } }),
  password_changed: define({ lane: "notice", variables: { ...act, page: "page?" }, details: actDetails }),
  new_device: define({
    lane: "notice",
    variables: { ...act, location: "text?", page: "page?" },
    details: ["at", "device", "location", "address"],
  }),
  account_locked: define({ lane: "notice", variables: { at: "time", until: "time", address: "text?" }, details: ["at", "address"] }),
  email_change: define({ lane: "code", variables: { code: "code?", link: "link?", expiresAt: "time", newEmail: "text" } }),
  email_change_notice: define({ lane: "notice", variables: { newEmail: "text", link: "link", expiresAt: "time" } }),
  second_factor_on: define({
    lane: "notice",
    variables: { ...act, factor: "text", page: "page?" },
    details: ["factor", "at", "device", "address"],
  }),
  second_factor_off: define({
    lane: "notice",
    variables: { ...act, factor: "text", page: "page?" },
    details: ["factor", "at", "device", "address"],
  }),
  passkey_added: define({
    lane: "notice",
    variables: { ...act, passkey: "text", page: "page?" },
    details: ["passkey", "at", "device", "address"],
  }),
  passkey_removed: define({
    lane: "notice",
    variables: { ...act, passkey: "text", page: "page?" },
    details: ["passkey", "at", "device", "address"],
  }),
  recovery_code_used: define({ lane: "notice", variables: { ...act, left: "number", page: "page?" }, details: actDetails }),
  codes_low: define({ lane: "notice", variables: { left: "number", page: "page?" } }),
  factors_reset: define({
    lane: "notice",
    variables: { at: "time", administrator: "text", reason: "text?" },
    details: ["administrator", "reason", "at"],
  }),
  second_factor_due: define({ lane: "notice", variables: { dueAt: "time", page: "page?" } }),
  password_expiring: define({ lane: "notice", variables: { dueAt: "time", page: "page?" } }),
  token_expiring: define({ lane: "notice", variables: { token: "text", dueAt: "time", page: "page?" } }),
  deletion_requested: define({
    lane: "notice",
    variables: { at: "time", dueAt: "time?", link: "link?", expiresAt: "time?" },
    details: ["at"],
  }),
  deletion_requested_owner: define({
    lane: "notice",
    variables: { at: "time", person: "text", email: "text", reason: "text?", dueAt: "time?", page: "page?" },
    details: ["person", "email", "reason", "at"],
  }),
  deletion_done: define({ lane: "notice", variables: { at: "time" }, details: ["at"] }),
  deletion_cancelled: define({ lane: "notice", variables: { at: "time", page: "page?" }, details: ["at"] }),
  invitation: define({ lane: "notice", variables: { link: "link", expiresAt: "time", inviter: "text?" } }),
  welcome: define({ lane: "notice", variables: { page: "page" } }),
  sign_up_rejected: define({ lane: "notice", variables: { at: "time" }, details: ["at"] }),
  already_have_account: define({ lane: "notice", variables: { page: "page" } }),
  signed_in_as_you: define({
    lane: "notice",
    variables: { at: "time", until: "time", administrator: "text", reason: "text" },
    details: ["administrator", "reason", "at"],
  }),
  device_waiting: define({
    lane: "notice",
    variables: { ...act, person: "text", email: "text", page: "page?" },
    details: ["person", "email", "device", "address", "at"],
  }),
  device_approved: define({ lane: "notice", variables: { device: "text?", page: "page?" }, details: ["device"] }),
  review_started: define({ lane: "notice", variables: { review: "text", lines: "number", dueAt: "time", page: "page" } }),
  review_due_soon: define({ lane: "notice", variables: { review: "text", lines: "number", dueAt: "time", page: "page" } }),
  review_overdue: define({
    lane: "notice",
    variables: { review: "text", dueAt: "time", kept: "number?", revoked: "number?", page: "page" },
  }),
  action_notice: define({ lane: "notice", variables: { title: "text", message: "body" } }),
  test_mail: define({ lane: "code", variables: { at: "time", sender: "text" }, details: ["sender", "at"] }),
} as const;

export const smsTemplates = {
  sms_code: define({ lane: "code", variables: { code: "code", expiresAt: "time" } }),
} as const;

export type MailTemplate = keyof typeof mailTemplates;
export type SmsTemplate = keyof typeof smsTemplates;

/** Either kind of template, by its name. */
export const templates: Readonly<Record<MailTemplateName, TemplateDefinition>> = { ...mailTemplates, ...smsTemplates };

type ValueOf<Kind> = Kind extends `${infer Base}?`
  ? ValueOf<Base> | null
  : Kind extends "time"
    ? Date
    : Kind extends "number"
      ? number
      : string;

/** What `queueMail` takes for a template. */
export type MailData<Name extends MailTemplate> = {
  [Variable in keyof (typeof mailTemplates)[Name]["variables"]]: ValueOf<(typeof mailTemplates)[Name]["variables"][Variable]>;
};
export type SmsData<Name extends SmsTemplate> = {
  [Variable in keyof (typeof smsTemplates)[Name]["variables"]]: ValueOf<(typeof smsTemplates)[Name]["variables"][Variable]>;
};
