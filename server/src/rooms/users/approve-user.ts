import type { User } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { queueMail } from "../mail/index.ts";
import { changeUser } from "./change-user.ts";
import { statusAfter } from "./users.rules.ts";

/** Lets somebody in who signed up and waits; the administrator vouches for the address. They are told by mail. */
export async function approveUser(ctx: Context, userId: string): Promise<User> {
  return changeUser(ctx, userId, {
    needs: "edit",
    action: "user.approved",
    decide: (stored) => ({ status: statusAfter("approve", stored), pending_for: null }),
    also: async (tx, { profile_id, id, email, name }) => {
      if (email === null) return;
      await queueMail(tx, ctx, { profileId: profile_id, userId: id, to: email, name, template: "welcome", data: { page: "/sign-in" } });
    },
  });
}

/** Turns somebody away who signed up and waits; restorable like any deleted user. They are told by mail. */
export async function rejectUser(ctx: Context, userId: string, reason: string | undefined): Promise<User> {
  return changeUser(ctx, userId, {
    needs: "delete",
    action: "user.rejected",
    reason,
    decide: (stored) => ({ status: statusAfter("reject", stored), deleted_at: ctx.platform.clock.now() }),
    also: async (tx, { profile_id, id, email, name }) => {
      await ctx.events.emit(tx, "user.deleted", { profileId: profile_id, userId: id });
      if (email === null) return;
      // The reason is for the audit log: who gives one writes to colleagues.
      const data = { at: ctx.platform.clock.now() };
      await queueMail(tx, ctx, { profileId: profile_id, userId: id, to: email, name, template: "sign_up_rejected", data });
    },
  });
}
