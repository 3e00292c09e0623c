import { transact } from "../../database/transact.ts";
import { accountOf } from "../../http/account.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { countSuccess, countTry } from "../attempts/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { findUser, findUserForUpdate, userErrors, userObject, type UserRow } from "../users/index.ts";
import { lockCheckedUser } from "./check-password.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { findPassword } from "./credentials.store.ts";
import { hashNewPassword, type PasswordOwner } from "./hash-new-password.ts";
import { storePassword } from "./store-password.ts";

/**
 * Sets a run user's password as an administrator; every session of the user ends. Refused for users who may do more than the
 * caller, who could sign in with it.
 */
export async function setUserPassword(
  ctx: Context,
  userId: string,
  { password, isTemporary }: { password: string; isTemporary: boolean },
): Promise<null> {
  const wanted = { type: "run_user", action: "set_password" } as const;
  const user = await findAllowed(ctx, wanted, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  if (user.status === "deleted") throw httpErrors.not_found();
  if (user.is_anonymous) throw userErrors.anonymous_has_no_credentials();

  const hash = await hashNewPassword(ctx, password, ownerOf(user));
  return transact(ctx.db, async (tx) => {
    const stored = await findAllowed(ctx, wanted, (filter) => findUserForUpdate(tx, ctx.profileId, userId, filter));
    if (stored.status === "deleted") throw httpErrors.not_found();
    await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: userId }));
    await storePassword(tx, ctx, { user: stored, hash, action: "user.password_set", isTemporary });
    return null;
  });
}

export function ownerOf(user: UserRow): PasswordOwner {
  return { profileId: user.profile_id, userId: user.id, name: user.name, email: user.email };
}

export interface OwnPasswordChange {
  currentPassword: string;
  newPassword: string;
}

/** Changes one's own password with the old one; other sessions end, this one stays. */
export async function changeOwnPassword(ctx: Context, change: OwnPasswordChange): Promise<null> {
  const { profileId, userId, session } = accountOf(ctx);
  // What people do with their own account needs no policy; one that denies it counts.
  if (ctx.access.verdict("own_settings", "edit", { id: null, tags: [] }) === "deny") throw httpErrors.not_allowed();
  const user = await findUser(ctx.db, profileId, userId, { kind: "all" });
  if (!user) throw httpErrors.not_signed_in();

  const { lockout: rules } = await getSecuritySettings(ctx.db, profileId);
  const tried = { profileId, kind: "password", identifier: user.email ?? "", rules } as const;
  await countTry(ctx, tried);
  const current = (await findPassword(ctx.db, profileId, userId))?.hash ?? null;
  const isRight = await ctx.platform.passwords.verify(current, change.currentPassword);
  if (current === null || !isRight) {
    await recordAuditEntry(ctx.db, ctx, {
      action: "user.password_changed",
      object: userObject(user),
      result: "refused",
      reason: "wrong_password",
      profileId,
    });
    throw wrongPassword();
  }

  await countSuccess(ctx, tried);

  const hash = await hashNewPassword(ctx, change.newPassword, ownerOf(user), { field: "newPassword" });
  return transact(ctx.db, async (tx) => {
    const locked = await lockCheckedUser(tx, { user, hash: current, upgradedHash: null });
    if (!locked) throw wrongPassword();
    await storePassword(tx, ctx, { user: locked, hash, action: "user.password_changed", keptSessionId: session.id });
    return null;
  });
}

function wrongPassword() {
  return credentialErrors.wrong_password({ errors: [{ path: "body.currentPassword", message: "is not right" }] });
}
