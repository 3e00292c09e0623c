import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { userObject } from "./to-user.ts";
import { deleteUserRow, lockUnconfirmedUsers } from "./users.store.ts";

const dayMs = 86_400_000;
const batchMax = 200;

/**
 * Removes for good who signed up and never confirmed the address: whoever typed it may not be who reads it, so that nothing of it
 * is worth keeping, and the address is free again. Answers how many.
 */
export async function purgeUnconfirmedUsers(ctx: Context): Promise<number> {
  const days = ctx.platform.settings.unconfirmedSignUpDays;
  const before = new Date(ctx.platform.clock.now().getTime() - days * dayMs);
  let count = 0;
  for (;;) {
    const purged = await purgeBatch(ctx, before);
    count += purged;
    if (purged < batchMax) return count;
  }
}

async function purgeBatch(ctx: Context, before: Date): Promise<number> {
  return transact(ctx.db, async (tx) => {
    const users = await lockUnconfirmedUsers(tx, { before, usersMax: batchMax });
    for (const user of users) {
      // Whoever administers may have put them into groups and roles already.
      await ctx.events.emit(tx, "user.deleted", { profileId: user.profile_id, userId: user.id });
      await deleteUserRow(tx, user);
      await recordAuditEntry(tx, ctx, {
        action: "user.purged",
        reason: "sign_up_not_confirmed",
        profileId: user.profile_id,
        object: userObject(user),
        actor: { type: "system", id: null, name: "Latchkey" },
      });
    }
    return users.length;
  });
}
