import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { userKind, userObject, type UserRow } from "../users/index.ts";

export interface Refusal {
  profileId: string;
  /** As it was typed. */
  email: string;
  user: UserRow | null;
  reason: string;
}

/** Every try is in the audit log, with the full reason that the caller is not told. */
export async function recordRefusal(ctx: Context, { profileId, email, user, reason }: Refusal): Promise<void> {
  const name = user?.email ?? email;
  await recordAuditEntry(ctx.db, ctx, {
    action: "session.started",
    result: "refused",
    reason,
    profileId,
    actor: { type: "nobody", id: user?.id ?? null, name },
    object: user ? userObject(user) : { type: userKind(profileId), id: null, name },
  });
}
