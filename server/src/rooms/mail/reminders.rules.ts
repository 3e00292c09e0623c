/** People are told that something is due so many days before, each time once. */
const reminderDays: readonly number[] = [7, 1];
const dayMs = 86_400_000;

/** The longest notice that is given. */
export const reminderMs = Math.max(...reminderDays) * dayMs;

/**
 * Which of the messages is due now: the last one whose time has come. Null before all of them, when it is over, and where the thing
 * itself was good for no more than twice as long: whoever makes a token for two days needs no word that it ends.
 */
export function reminderDaysOf(dueAt: Date, now: Date, since?: Date): number | null {
  const left = dueAt.getTime() - now.getTime();
  if (left <= 0) return null;
  const whole = since === undefined ? Infinity : dueAt.getTime() - since.getTime();
  const due = reminderDays.filter((days) => left <= days * dayMs && whole > 2 * days * dayMs);
  return due.length === 0 ? null : Math.min(...due);
}
