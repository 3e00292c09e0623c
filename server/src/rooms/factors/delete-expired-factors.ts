import type { Context } from "../../http/context.ts";
import { deleteExpiredFactors as deleteRows } from "./factors.store.ts";
import { deleteExpiredChallenges } from "./passkey-challenges.store.ts";

/** Removes what was begun and never finished. */
export async function deleteExpiredFactors(ctx: Context): Promise<void> {
  const now = ctx.platform.clock.now();
  await deleteRows(ctx.db, now);
  await deleteExpiredChallenges(ctx.db, now);
}
