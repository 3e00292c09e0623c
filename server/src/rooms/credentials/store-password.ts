import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { deleteOneTimes } from "../one-time-tokens/index.ts";
import { updateUserRow, userObject, type UserRow } from "../users/index.ts";
import { deleteOldestPasswords, replacePassword } from "./credentials.store.ts";

export interface NewPasswordHash {
  user: UserRow;
  hash: string;
  /** Past tense, for the audit log, e.g. `user.password_set`; null where the entry about the user's creation tells it. */
  action: string | null;
  keptSessionId?: string | null;
  isTemporary?: boolean;
  /** The account has just begun: nobody has to be told that its password is another. */
  isFirst?: boolean;
}

/** The most that a profile's rules can ask for. */
const historyCountMax = 24;

/** Stores a hash; open links die, other sessions end, and whoever was invited becomes active. */
export async function storePassword(tx: Tx, ctx: Context, stored: NewPasswordHash): Promise<void> {
  const { user, hash, action, keptSessionId = null, isTemporary = false, isFirst = false } = stored;
  const now = ctx.platform.clock.now();
  const owner = { profileId: user.profile_id, userId: user.id };

  await replacePassword(tx, {
    profile_id: user.profile_id,
    user_id: user.id,
    hash,
    changed_at: now,
    is_temporary: isTemporary,
    earlierId: newId(ctx.platform.clock),
  });
  await deleteOldestPasswords(tx, owner, historyCountMax);
  await deleteOneTimes(tx, owner, ["password_link", "password_reset", "sign_in_code"]);
  if (user.status === "invited") await updateUserRow(tx, user.profile_id, user.id, { status: "active", updated_at: now });

  if (action !== null) await recordAuditEntry(tx, ctx, { action, object: userObject(user), profileId: user.profile_id });
  const isReplaced = action !== null && !isFirst && user.status === "active";
  const notice = isReplaced ? { at: now.toISOString(), address: ctx.source.ip } : null;
  await ctx.events.emit(tx, "user.password_changed", { ...owner, keptSessionId, notice });
}
