import type { Connection, Tx } from "../../database/database.ts";
import type { RemindersTable } from "./mail.tables.ts";

/** One message about something that is due. */
export interface Reminder {
  profileId: string;
  kind: RemindersTable["kind"];
  /** Whose password or second factor, or which token. */
  subjectId: string;
  dueAt: Date;
  daysBefore: number;
}

/** Notes that somebody is being told, in the transaction of the message. INVARIANT: of many nodes at once exactly one gets true. */
export async function noteReminder(tx: Tx, { profileId, kind, subjectId, dueAt, daysBefore }: Reminder, now: Date): Promise<boolean> {
  const noted = await tx
    .insertInto("reminders")
    .values({ profile_id: profileId, kind, subject_id: subjectId, due_at: dueAt, days_before: daysBefore, sent_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("subject_id")
    .executeTakeFirst();
  return noted !== undefined;
}

/** For timed work: what is over is due to nobody. */
export async function deleteOldReminders(connection: Connection, now: Date): Promise<void> {
  await connection.deleteFrom("reminders").where("due_at", "<", now).execute();
}
