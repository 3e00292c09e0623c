import type { User } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { changeUser } from "./change-user.ts";
import { statusAfter } from "./users.rules.ts";

/** Deletes a user; restorable until it is purged. Every session ends on its very next request. */
export async function deleteUser(ctx: Context, userId: string): Promise<null> {
  await changeUser(ctx, userId, {
    needs: "delete",
    action: "user.deleted",
    decide: (stored) => ({ status: statusAfter("delete", stored), deleted_at: ctx.platform.clock.now() }),
    also: (tx, row) => ctx.events.emit(tx, "user.deleted", { profileId: row.profile_id, userId: row.id }),
  });
  return null;
}

/** Brings a deleted user back with the same id and tags, as they were: suspended people come back suspended. */
export async function restoreUser(ctx: Context, userId: string): Promise<User> {
  return changeUser(ctx, userId, {
    needs: "delete",
    action: "user.restored",
    decide: (stored) => ({ status: statusAfter("restore", stored), deleted_at: null }),
  });
}
