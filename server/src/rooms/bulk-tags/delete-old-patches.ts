import type { Context } from "../../http/context.ts";
import { deletePatchesAfter } from "./bulk-tags.store.ts";

/** Forgets what tags were before, once the day to undo is over. */
export async function deleteOldPatches(ctx: Context): Promise<void> {
  await deletePatchesAfter(ctx.db, ctx.platform.clock.now());
}
