import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findUserByEmail, findUserForUpdate, type UserRow } from "../users/index.ts";
import { findPasswordHash } from "./credentials.store.ts";

export type PasswordCheck =
  | { isRight: true; user: UserRow; hash: string }
  | { isRight: false; user: UserRow | null; reason: "unknown_identifier" | "wrong_password" };

/** Checks identifier and password. Unknown people cost the same time as known ones, the second query included. */
export async function checkPassword(ctx: Context, profileId: string, given: { email: string; password: string }): Promise<PasswordCheck> {
  const user = await findUserByEmail(ctx.db, profileId, given.email);
  const hash = await findPasswordHash(ctx.db, profileId, user?.id ?? "");
  const isRight = await ctx.platform.passwords.verify(hash, given.password);

  if (user && hash !== null && isRight) return { isRight: true, user, hash };
  return { isRight: false, user: user ?? null, reason: user ? "wrong_password" : "unknown_identifier" };
}

/**
 * Locks a user whose password was checked outside the transaction, because that takes long; answers nothing when the
 * password was changed or the user removed meanwhile. INVARIANT: whatever follows from a right password follows from this
 * row: a session that starts while the user is suspended, or from the password just replaced, would outlive both.
 */
export async function lockCheckedUser(tx: Tx, checked: { user: UserRow; hash: string }): Promise<UserRow | undefined> {
  const { profile_id, id } = checked.user;
  const user = await findUserForUpdate(tx, profile_id, id, { kind: "all" });
  return (await findPasswordHash(tx, profile_id, id)) === checked.hash ? user : undefined;
}
