import type { Context } from "../../http/context.ts";
import { deleteUnreadBefore } from "./notifications.store.ts";

const ignoredDaysMax = 14;

/** What nobody looked at for two weeks is not worth looking at. */
export async function deleteIgnoredNotifications({ db, platform }: Context): Promise<void> {
  await deleteUnreadBefore(db, new Date(platform.clock.now().getTime() - ignoredDaysMax * 86_400_000));
}
