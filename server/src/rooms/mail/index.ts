import { onJob } from "../../http/jobs.ts";
import "./mail.jobs.ts";
import "./mail.tables.ts";
import { sendMail } from "./send-mail.ts";

export { mailErrors } from "./mail.errors.ts";
export { findVisibleMail, listMailRows, type MailRow } from "./mail.store.ts";
export { hasMailboxRoom, secondsUntilRoom } from "./mailbox-room.ts";
export { deleteOldReminders, noteReminder } from "./reminders.ts";
export { reminderDaysOf, reminderMs } from "./reminders.rules.ts";
export { openSecrets } from "./open-secrets.ts";
export { queueMail, queueSms, type NewMail, type NewSms } from "./queue-mail.ts";
export { sendAgain } from "./send-again.ts";
export { sendTestMail } from "./send-test-mail.ts";
export { hasLivingSecret, toMail, toMailDetail } from "./show-mail.ts";
export { tidyMails } from "./tidy-mails.ts";

export const mailJobs = [onJob("mail.send", sendMail)];
