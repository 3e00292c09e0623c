import type { Context } from "../../http/context.ts";
import { deleteBrowsersSeenBefore } from "./browsers.store.ts";

/** As long as browsers keep a cookie at most. */
const keptDays = 400;

/** Forgets browsers that can come back only as new ones. */
export async function forgetOldBrowsers(ctx: Context): Promise<void> {
  await deleteBrowsersSeenBefore(ctx.db, new Date(ctx.platform.clock.now().getTime() - keptDays * 86_400_000));
}
