import type { User } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { changeUser } from "./change-user.ts";
import { statusAfter } from "./users.rules.ts";

/** Suspends a user; every session ends on its very next request. */
export async function suspendUser(ctx: Context, userId: string, reason: string | undefined): Promise<User> {
  return changeUser(ctx, userId, {
    needs: "edit",
    action: "user.suspended",
    reason,
    decide: (stored) => ({ status: statusAfter("suspend", stored), suspended_at: ctx.platform.clock.now() }),
    also: (tx, row) => ctx.events.emit(tx, "user.suspended", { profileId: row.profile_id, userId: row.id }),
  });
}

/** Lets a suspended user in again. */
export async function reinstateUser(ctx: Context, userId: string): Promise<User> {
  return changeUser(ctx, userId, {
    needs: "edit",
    action: "user.reinstated",
    decide: (stored) => ({ status: statusAfter("reinstate", stored), suspended_at: null }),
  });
}
