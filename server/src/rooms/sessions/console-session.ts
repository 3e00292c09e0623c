import { transact } from "../../database/transact.ts";
import { mayUseConsole } from "../../http/console-rights.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findUserForUpdate } from "../users/index.ts";
import { runUserOf } from "./portal-session.ts";
import { startSession, type StartedSession } from "./start-session.ts";

export async function getConsoleSession(ctx: Context): Promise<{ isAvailable: boolean }> {
  return { isAvailable: mayUseConsole(ctx.access) };
}

/**
 * Gives a run user who has something to do in the console a second session for it, as short as administrators' are. What they
 * may do there is asked with every request, so it ends when the rights do. It outlives no session it was started from, so
 * that nobody renews one with another for ever.
 */
export async function startConsoleSession(ctx: Context): Promise<StartedSession> {
  const me = runUserOf(ctx);
  if (!mayUseConsole(ctx.access)) throw httpErrors.not_allowed();

  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, me.profileId, me.id, { kind: "all" });
    if (user?.status !== "active") throw httpErrors.not_signed_in();
    // In the same browser, and proved no better than the session it comes from.
    const { expiresAt: expiresBefore, browserId, hasSecondFactor, provedAt, actor } = me.session;
    if (actor !== null) throw httpErrors.not_allowed();
    const browser = browserId === null ? null : { id: browserId, cookie: null };
    return startSession(tx, ctx, user, { place: "console", method: "portal", expiresBefore, provedAt, hasSecondFactor, browser });
  });
}
