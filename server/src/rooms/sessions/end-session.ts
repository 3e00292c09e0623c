import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { deleteSession } from "./sessions.store.ts";

/** Ends the caller's own session. */
export async function endSession(ctx: Context): Promise<null> {
  const { principal } = ctx;
  if (principal.kind !== "administrator" && principal.kind !== "run_user") throw httpErrors.not_signed_in();
  const profileId = principal.kind === "administrator" ? deploymentId : principal.profileId;

  return transact(ctx.db, async (tx) => {
    await deleteSession(tx, profileId, principal.session.id);
    await recordAuditEntry(tx, ctx, { action: "session.ended", profileId });
    return null;
  });
}
