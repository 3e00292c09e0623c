import type { Context } from "./http/context.ts";
import { deleteDueAccounts } from "./rooms/accounts/index.ts";
import { revertDuePolicies, type PolicySets } from "./rooms/access/index.ts";
import { revertDueGroups } from "./rooms/groups/index.ts";
import { deleteOldAttempts } from "./rooms/attempts/index.ts";
import { deleteOldPatches, runBulkTags } from "./rooms/bulk-tags/index.ts";
import { forgetOldBrowsers } from "./rooms/browsers/index.ts";
import { deleteOldDecisions } from "./rooms/decision-log/index.ts";
import { deleteExpiredOneTimes } from "./rooms/one-time-tokens/index.ts";
import { deleteOldLiveMessages } from "./rooms/live/index.ts";
import { remindOfPasswords } from "./rooms/credentials/index.ts";
import { remindOfDeviceTokens } from "./rooms/devices/index.ts";
import { deleteOldReminders, tidyMails } from "./rooms/mail/index.ts";
import { remindOfTokens } from "./rooms/tokens/index.ts";
import { deleteExpiredFactors, remindOfSecondFactors } from "./rooms/factors/index.ts";
import { closeDueReviews, remindReviewers } from "./rooms/reviews/index.ts";
import { revertDueRoles } from "./rooms/roles/index.ts";
import { deleteIgnoredNotifications } from "./rooms/notifications/index.ts";
import { deleteOrphanedRestrictions } from "./rooms/restrictions/index.ts";
import { deleteExpiredSessions } from "./rooms/sessions/index.ts";
import { deleteExpiredTickets } from "./rooms/sign-in/index.ts";
import { purgeDeletedUsers, purgeUnconfirmedUsers } from "./rooms/users/index.ts";

interface Chore {
  name: string;
  everySeconds: number;
  run(ctx: Context, policySets: PolicySets): Promise<unknown>;
}

/** Timed work of every node. Each piece is safe to run twice or on several nodes at the same time. */
const chores: readonly Chore[] = [
  { name: "purge deleted users", everySeconds: 3600, run: purgeDeletedUsers },
  { name: "purge sign-ups that were never confirmed", everySeconds: 3600, run: purgeUnconfirmedUsers },
  { name: "forget old devices", everySeconds: 3600, run: forgetOldBrowsers },
  { name: "delete restrictions of nobody", everySeconds: 3600, run: (ctx) => deleteOrphanedRestrictions(ctx.db) },
  { name: "delete unfinished factors", everySeconds: 3600, run: deleteExpiredFactors },
  { name: "remind of second factors that are due", everySeconds: 3600, run: remindOfSecondFactors },
  { name: "remind of passwords that end", everySeconds: 3600, run: remindOfPasswords },
  { name: "remind of tokens that end", everySeconds: 3600, run: remindOfTokens },
  { name: "remind of device tokens that end", everySeconds: 3600, run: remindOfDeviceTokens },
  { name: "forget old reminders", everySeconds: 3600, run: (ctx) => deleteOldReminders(ctx.db, ctx.platform.clock.now()) },
  { name: "delete expired sessions", everySeconds: 3600, run: (ctx) => deleteExpiredSessions(ctx.db, ctx.platform.clock.now()) },
  { name: "delete ignored notifications", everySeconds: 3600, run: deleteIgnoredNotifications },
  { name: "delete old tries", everySeconds: 3600, run: (ctx) => deleteOldAttempts(ctx.db, ctx.platform.clock.now()) },
  { name: "delete expired one-time tokens", everySeconds: 3600, run: (ctx) => deleteExpiredOneTimes(ctx.db, ctx.platform.clock.now()) },
  { name: "delete expired sign-ins", everySeconds: 3600, run: (ctx) => deleteExpiredTickets(ctx.db, ctx.platform.clock.now()) },
  { name: "delete old decisions", everySeconds: 3600, run: deleteOldDecisions },
  { name: "delete old live messages", everySeconds: 60, run: deleteOldLiveMessages },
  { name: "delete accounts that are due", everySeconds: 30, run: deleteDueAccounts },
  { name: "tidy the outbox", everySeconds: 30, run: tidyMails },
  { name: "close due access reviews", everySeconds: 5, run: closeDueReviews },
  { name: "remind reviewers", everySeconds: 60, run: remindReviewers },
  { name: "take back unconfirmed policies", everySeconds: 5, run: revertDuePolicies },
  { name: "take back unconfirmed roles", everySeconds: 5, run: revertDueRoles },
  { name: "take back unconfirmed groups", everySeconds: 5, run: revertDueGroups },
  { name: "change tags of many", everySeconds: 1, run: runBulkTags },
  { name: "forget what tags were", everySeconds: 3600, run: deleteOldPatches },
];

/** Runs each chore at once and then at its interval; one that fails is logged and tried again. */
export function startChores(ctx: Context, policySets: PolicySets): { stop(): Promise<void> } {
  const running = chores.map((chore) => repeat({ ctx, policySets }, chore));
  return { stop: async () => void (await Promise.all(running.map((chore) => chore.stop()))) };
}

function repeat({ ctx, policySets }: { ctx: Context; policySets: PolicySets }, chore: Chore): { stop(): Promise<void> } {
  const run = async () => {
    try {
      await chore.run(ctx, policySets);
    } catch (error) {
      ctx.platform.log.error("timed work failed", { chore: chore.name, error });
    }
  };

  let isRunning = true;
  let running = run().finally(() => (isRunning = false));
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = run().finally(() => (isRunning = false));
  }, chore.everySeconds * 1000);
  timer.unref();

  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
