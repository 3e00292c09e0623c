import type { Context } from "./http/context.ts";
import { revertDuePolicies, type PolicySets } from "./rooms/access/index.ts";
import { deleteOldDecisions } from "./rooms/decision-log/index.ts";
import { closeDueReviews } from "./rooms/reviews/index.ts";
import { deleteExpiredSessions } from "./rooms/sessions/index.ts";
import { purgeDeletedUsers } from "./rooms/users/index.ts";

interface Chore {
  name: string;
  everySeconds: number;
  run(ctx: Context, policySets: PolicySets): Promise<unknown>;
}

/** Timed work of every node. Each piece is safe to run twice or on several nodes at the same time. */
const chores: readonly Chore[] = [
  { name: "purge deleted users", everySeconds: 3600, run: purgeDeletedUsers },
  { name: "delete expired sessions", everySeconds: 3600, run: (ctx) => deleteExpiredSessions(ctx.db, ctx.platform.clock.now()) },
  { name: "delete old decisions", everySeconds: 3600, run: deleteOldDecisions },
  { name: "close due access reviews", everySeconds: 5, run: closeDueReviews },
  { name: "take back unconfirmed policies", everySeconds: 5, run: revertDuePolicies },
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
