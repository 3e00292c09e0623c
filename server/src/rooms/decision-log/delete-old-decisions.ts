import type { Context } from "../../http/context.ts";
import { firstKeptDay } from "./days.ts";
import { deleteOlderThan } from "./decision-log.store.ts";

/** Forgets decisions, uses and monitor effects of all profiles that are older than the log reaches back. */
export async function deleteOldDecisions(ctx: Context): Promise<void> {
  await deleteOlderThan(ctx.db, firstKeptDay(ctx.platform.clock.now()));
}
