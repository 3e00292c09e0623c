import type { SecuritySettings } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import type { UserRow } from "../users/index.ts";
import { findPassword, lockUserWithPassword, updatePasswordHash, type StoredPassword, type UserAndPassword } from "./credentials.store.ts";
import { checkOtherKinds } from "./password-kinds.ts";

export interface RightPassword {
  isRight: true;
  user: UserRow;
  /** As it was stored when it was checked. */
  hash: string;
  /** The same password hashed as this server does it now; null where it is already. */
  upgradedHash: string | null;
  /** Why the person has to choose another one before anything else; null when not. */
  mustChange: "temporary" | "expired" | null;
}

export type PasswordCheck = RightPassword | { isRight: false; user: UserRow | null; reason: "unknown_identifier" | "wrong_password" };

interface Given {
  profileId: string;
  password: string;
  rules: SecuritySettings["passwords"];
}

/**
 * Checks the password that goes with an identifier. INVARIANT: a wrong one costs the same work whoever is named, somebody whose
 * hash is of another system, somebody else or nobody: how long it takes would tell who has an account.
 */
export async function checkPassword(ctx: Context, found: UserAndPassword | undefined, given: Given): Promise<PasswordCheck> {
  const [user, stored] = [found?.user ?? null, found?.password ?? null];
  const { passwords } = ctx.platform;
  const isRight = await passwords.verify(stored?.hash ?? null, given.password);
  if (!user || !stored || !isRight) {
    await checkOtherKinds(ctx, given, { userId: user?.id ?? null, hash: stored?.hash ?? null });
    return { isRight: false, user, reason: user ? "wrong_password" : "unknown_identifier" };
  }

  return {
    isRight: true,
    user,
    hash: stored.hash,
    upgradedHash: passwords.isCurrent(stored.hash) ? null : await passwords.hash(given.password),
    mustChange: mustChange(ctx, stored, given.rules.ageDaysMax),
  };
}

const dayMs = 86_400_000;

function mustChange(ctx: Context, stored: StoredPassword, ageDaysMax: number | null): RightPassword["mustChange"] {
  if (stored.is_temporary) return "temporary";
  if (ageDaysMax === null) return null;
  return stored.changed_at.getTime() + ageDaysMax * dayMs <= ctx.platform.clock.now().getTime() ? "expired" : null;
}

/**
 * Locks a user whose password was checked outside the transaction, because that takes long; answers nothing when the
 * password was changed or the user removed meanwhile. INVARIANT: whatever follows from a right password follows from this
 * row: a session that starts while the user is suspended, or from the password just replaced, would outlive both.
 */
export async function lockCheckedUser(
  tx: Tx,
  checked: Pick<RightPassword, "user" | "hash" | "upgradedHash">,
): Promise<UserRow | undefined> {
  const { profile_id, id } = checked.user;
  const locked = await lockUserWithPassword(tx, profile_id, id);
  if (locked?.hash !== checked.hash) return undefined;

  if (checked.upgradedHash !== null) await updatePasswordHash(tx, { profile_id, id }, checked.upgradedHash);
  return locked.user;
}

/** Whether a person gave their own password again. Count the try before. */
export async function isOwnPassword(ctx: Context, user: Pick<UserRow, "profile_id" | "id">, password: string): Promise<boolean> {
  const stored = await findPassword(ctx.db, user.profile_id, user.id);
  return ctx.platform.passwords.verify(stored?.hash ?? null, password);
}
