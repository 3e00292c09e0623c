import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { updateUserRow, userObject, type UserRow } from "../users/index.ts";
import { deletePasswordLinksOf, upsertPassword } from "./credentials.store.ts";

export interface NewPasswordHash {
  user: UserRow;
  hash: string;
  /** Past tense, for the audit log, e.g. `user.password_set`; null where the entry about the user's creation tells it. */
  action: string | null;
  keptSessionId?: string | null;
}

/** Stores a hash; open links die, other sessions end, and whoever was invited becomes active. */
export async function storePassword(tx: Tx, ctx: Context, { user, hash, action, keptSessionId = null }: NewPasswordHash): Promise<void> {
  const now = ctx.platform.clock.now();
  await upsertPassword(tx, { profile_id: user.profile_id, user_id: user.id, hash, changed_at: now });
  await deletePasswordLinksOf(tx, user.profile_id, user.id);
  if (user.status === "invited") await updateUserRow(tx, user.profile_id, user.id, { status: "active", updated_at: now });

  if (action !== null) await recordAuditEntry(tx, ctx, { action, object: userObject(user), profileId: user.profile_id });
  await ctx.events.emit(tx, "user.password_changed", { profileId: user.profile_id, userId: user.id, keptSessionId });
}
