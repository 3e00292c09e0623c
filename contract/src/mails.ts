/** What Latchkey sends, by e-mail and as text messages: an outbox that is also the log. */
import { z } from "zod";
import { cursor, emailAddress, id, language, limit, oneOrMany, page, timestamp } from "./primitives.ts";
import { defineRoutes } from "./route.ts";

export const mailTemplate = z.enum([
  "verify_address",
  "sign_in_code",
  "second_factor_code",
  "password_reset",
  "password_changed",
  "new_device",
  "account_locked",
  "email_change",
  "email_change_notice",
  "second_factor_on",
  "second_factor_off",
  "passkey_added",
  "passkey_removed",
  "recovery_code_used",
  "codes_low",
  "factors_reset",
  "second_factor_due",
  "password_expiring",
  "token_expiring",
  "deletion_requested",
  "deletion_requested_owner",
  "deletion_done",
  "deletion_cancelled",
  "invitation",
  "welcome",
  "sign_up_rejected",
  "already_have_account",
  "signed_in_as_you",
  "device_waiting",
  "device_approved",
  "review_started",
  "review_due_soon",
  "review_overdue",
  "action_notice",
  "test_mail",
  "sms_code",
]);
export type MailTemplateName = z.infer<typeof mailTemplate>;

export const mailState = z
  .enum(["queued", "deferred", "sent", "failed", "suppressed"])
  .describe("deferred: will be tried again; suppressed: nothing to send with is configured");
export type MailStateName = z.infer<typeof mailState>;

const mailFacts = {
  id,
  channel: z.enum(["email", "sms"]),
  template: mailTemplate,
  language: z.string(),
  userId: id.nullable().describe("Whose message it is, where it is somebody's"),
  recipient: z.string().describe("E-mail address or telephone number"),
  subject: z.string().describe("Empty for text messages"),
  state: mailState,
  attempts: z.number().int(),
  createdAt: timestamp,
  sentAt: timestamp.nullable(),
  nextTryAt: timestamp.nullable(),
  lastAnswer: z.string().nullable().describe("What the other side said last"),
  hasSecret: z.boolean().describe("It holds a code or a link that lets somebody in, which is still valid"),
};

export const mail = z.strictObject(mailFacts);
export type Mail = z.infer<typeof mail>;

export const mailDetail = z.strictObject({
  ...mailFacts,
  text: z.string().describe("What it says, codes and links masked"),
  answers: z
    .array(
      z.strictObject({
        at: timestamp,
        kind: z.enum(["sent", "temporary", "permanent"]),
        answer: z.string(),
        conversation: z.array(z.string()).describe("Lines with > are ours; passwords, codes and links are masked"),
      }),
    )
    .describe("One for each try, oldest first"),
});
export type MailDetail = z.infer<typeof mailDetail>;

export const mailSecret = z.strictObject({
  code: z.string().nullable(),
  link: z.string().nullable(),
  expiresAt: timestamp,
});
export type MailSecret = z.infer<typeof mailSecret>;

export const mailDelivery = z.strictObject({
  isEmailConfigured: z.boolean(),
  isSmsConfigured: z.boolean(),
  sender: z.string().nullable().describe("The address that messages come from; null when none are sent"),
});
export type MailDelivery = z.infer<typeof mailDelivery>;

const mailQuery = z.strictObject({
  search: z.string().max(200).optional().describe("Part of the recipient's address or number"),
  state: oneOrMany(mailState),
  template: oneOrMany(mailTemplate),
  userId: id.optional(),
  limit,
  cursor,
});
export type MailQuery = z.infer<typeof mailQuery>;

const testMail = z.strictObject({ to: emailAddress, language: language.optional() });

const profileParams = z.strictObject({ profileId: id });
const mailParams = z.strictObject({ profileId: id, mailId: id });
const deploymentParams = z.strictObject({ mailId: id });
const superAdministrator = { who: "super_administrator" } as const;
const rateLimit = { by: "caller", requestsPerMinuteMax: 20 } as const;

export const mailRoutes = defineRoutes({
  listMails: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/mails",
    summary: "The profile's messages, newest first; a limited caller sees those of users they may access",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: profileParams,
    query: mailQuery,
    answer: { status: 200, body: page(mail) },
  },
  getMailDelivery: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/mail-delivery",
    summary: "Whether messages can be sent at all",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: profileParams,
    answer: { status: 200, body: mailDelivery },
  },
  getMail: {
    method: "GET",
    path: "/api/v1/profiles/:profileId/mails/:mailId",
    summary: "One message with the answers of the other side",
    guard: { who: "profile", resource: "run_user", action: "access" },
    params: mailParams,
    answer: { status: 200, body: mailDetail },
  },
  sendMailAgain: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/mails/:mailId/send",
    summary: "Send once more; refused when its code or link is no longer valid",
    guard: { who: "profile", resource: "run_user", action: "edit" },
    rateLimit,
    params: mailParams,
    answer: { status: 200, body: mail },
  },
  revealMailSecret: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/mails/:mailId/secret",
    summary: "The code and the link of a message that could not be sent, to hand over by other means",
    guard: { who: "profile", resource: "run_user", action: "set_password" },
    proof: "recent",
    rateLimit,
    params: mailParams,
    answer: { status: 200, body: mailSecret },
  },
  sendTestMail: {
    method: "POST",
    path: "/api/v1/profiles/:profileId/mails/test",
    summary: "Send a test message at once and answer with what the mail server said",
    guard: { who: "profile", unrestricted: true, writes: true },
    rateLimit,
    params: profileParams,
    body: testMail,
    answer: { status: 200, body: mailDetail },
  },
  listDeploymentMails: {
    method: "GET",
    path: "/api/v1/mails",
    summary: "Messages to administrators, newest first",
    guard: superAdministrator,
    query: mailQuery,
    answer: { status: 200, body: page(mail) },
  },
  getDeploymentMailDelivery: {
    method: "GET",
    path: "/api/v1/mail-delivery",
    summary: "Whether messages can be sent at all",
    guard: superAdministrator,
    answer: { status: 200, body: mailDelivery },
  },
  getDeploymentMail: {
    method: "GET",
    path: "/api/v1/mails/:mailId",
    summary: "One message to an administrator with the answers of the other side",
    guard: superAdministrator,
    params: deploymentParams,
    answer: { status: 200, body: mailDetail },
  },
  sendDeploymentMailAgain: {
    method: "POST",
    path: "/api/v1/mails/:mailId/send",
    summary: "Send once more; refused when its code or link is no longer valid",
    guard: superAdministrator,
    rateLimit,
    params: deploymentParams,
    answer: { status: 200, body: mail },
  },
  revealDeploymentMailSecret: {
    method: "POST",
    path: "/api/v1/mails/:mailId/secret",
    summary: "The code and the link of a message to an administrator that could not be sent",
    guard: superAdministrator,
    proof: "recent",
    rateLimit,
    params: deploymentParams,
    answer: { status: 200, body: mailSecret },
  },
  sendDeploymentTestMail: {
    method: "POST",
    path: "/api/v1/mails/test",
    summary: "Send a test message at once and answer with what the mail server said",
    guard: superAdministrator,
    rateLimit,
    body: testMail,
    answer: { status: 200, body: mailDetail },
  },
});
