import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { userObject } from "./to-user.ts";
import { deleteUsersDeletedBefore } from "./users.store.ts";

const dayMs = 86_400_000;

/** Removes for good whom nobody restored in time. Answers how many. */
export async function purgeDeletedUsers(ctx: Context): Promise<number> {
  const before = new Date(ctx.platform.clock.now().getTime() - ctx.platform.settings.deletedUserDays * dayMs);

  return transact(ctx.db, async (tx) => {
    const purged = await deleteUsersDeletedBefore(tx, before);
    for (const user of purged) {
      await recordAuditEntry(tx, ctx, {
        action: "user.purged",
        profileId: user.profile_id,
        object: userObject(user),
        actor: { type: "system", id: null, name: "Latchkey" },
      });
    }
    return purged.length;
  });
}
