import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findSessionOwner, type OwnerRef } from "./session-owner.ts";
import { deleteSession, deleteSessionOf, deleteSessionsOf } from "./sessions.store.ts";

/** Ends the caller's own session. */
export async function endSession(ctx: Context): Promise<null> {
  const { profileId, session } = accountOf(ctx);
  return transact(ctx.db, async (tx) => {
    await deleteSession(tx, profileId, session.id);
    await recordAuditEntry(tx, ctx, { action: "session.ended", profileId });
    return null;
  });
}

/** Ends one session of a person; refused there from its next request on. */
export async function endOneSession(ctx: Context, ref: OwnerRef, sessionId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const owner = await findSessionOwner(tx, ctx, { ref, needs: "edit" });
    if (!(await deleteSessionOf(tx, owner, sessionId))) throw httpErrors.not_found();
    await recordAuditEntry(tx, ctx, {
      action: "session.ended",
      profileId: owner.profileId,
      object: owner.object,
      before: { session: sessionId },
    });
    return null;
  });
}

/** Ends all sessions of a person, or all but the one that asks. */
export async function endManySessions(ctx: Context, ref: OwnerRef, which: "others" | "all"): Promise<{ ended: number }> {
  const kept = which === "others" && "session" in ctx.principal ? ctx.principal.session.id : null;
  return transact(ctx.db, async (tx) => {
    const owner = await findSessionOwner(tx, ctx, { ref, needs: "edit" });
    const ended = await deleteSessionsOf(tx, owner, kept);
    await recordAuditEntry(tx, ctx, {
      action: "session.all_ended",
      profileId: owner.profileId,
      object: owner.object,
      before: { sessions: ended },
    });
    return { ended };
  });
}
