import type { Context } from "./http/context.ts";
import { deleteExpiredSessions } from "./rooms/sessions/index.ts";
import { purgeDeletedUsers } from "./rooms/users/index.ts";

const hourMs = 3_600_000;

/** Work that is done every hour on every node; each piece is safe to run twice or at the same time. */
export function startChores(ctx: Context): { stop(): Promise<void> } {
  const run = async () => {
    try {
      await purgeDeletedUsers(ctx);
      await deleteExpiredSessions(ctx.db, ctx.platform.clock.now());
    } catch (error) {
      ctx.platform.log.error("hourly work failed", { error });
    }
  };

  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, hourMs);
  timer.unref();

  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
