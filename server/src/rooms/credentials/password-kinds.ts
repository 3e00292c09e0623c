import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { listPasswordKinds, lockPasswordKinds } from "./credentials.store.ts";

/**
 * How many kinds of hashes from elsewhere a profile may hold at once, a kind being an algorithm with its cost. Every wrong password
 * costs a check of each, so this bounds what a guess can make the server do. A Django site of six releases has as many.
 */
const foreignKindsMax = 6;

interface Tried {
  profileId: string;
  password: string;
}

/**
 * Spends on a wrong password what it did not cost yet: one check of every kind of hash that the profile holds, and one of our own.
 * Where all hashes are our own, as they mostly are, nothing is left to spend. The hash of somebody else stands for its kind; whether
 * the password would be theirs is not looked at.
 */
export async function checkOtherKinds(
  ctx: Context,
  { profileId, password }: Tried,
  checked: { userId: string | null; hash: string | null },
): Promise<void> {
  const { passwords } = ctx.platform;
  const kinds = await listPasswordKinds(ctx.db, profileId, checked.userId);
  const others = kinds.filter((kind) => !kind.is_own && !passwords.isCurrent(kind.hash)).map(({ hash }) => hash);
  const isOursOwed = checked.hash !== null && !passwords.isCurrent(checked.hash);
  for (const hash of isOursOwed ? [null, ...others] : others) await passwords.verify(hash, password);
}

/** Refuses the hash that was just stored when it is of one kind too many. */
export async function requireFewKinds(tx: Tx, ctx: Context): Promise<void> {
  await lockPasswordKinds(tx, ctx.profileId);
  const kinds = await listPasswordKinds(tx, ctx.profileId, null);
  if (kinds.filter(({ hash }) => !ctx.platform.passwords.isCurrent(hash)).length <= foreignKindsMax) return;

  const message = `is of a kind that this profile does not hold yet, and it holds ${foreignKindsMax} already`;
  throw credentialErrors.too_many_hash_kinds({ errors: [{ path: "body.passwordHash", message }] });
}
