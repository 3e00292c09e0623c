import type { PasswordRules } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findPasswordWeakness, isContextWord, type PasswordWeakness } from "../../platform/password-strength.ts";
import { findProfile } from "../profiles/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { listPasswordHashes } from "./credentials.store.ts";

const sentences: Record<PasswordWeakness, (rules: PasswordRules) => string> = {
  too_short: ({ lengthMin }) => `must have at least ${lengthMin} characters`,
  case_missing: () => "must have upper-case and lower-case letters",
  number_missing: () => "must have letters and numbers",
  special_missing: () => "must have a special character such as ! or -",
  too_common: () => "is too common or too easy to guess",
  contains_identity: () => "must not contain the name or the e-mail address",
  used_before: () => "was used before",
};

/** Whose password it is to be; `userId` is null for somebody who is yet to be created. */
export interface PasswordOwner {
  profileId: string;
  userId: string | null;
  name: string;
  email: string | null;
}

export interface NewPasswordNeeds {
  /** Of the request, for whoever is told that it is weak. */
  field?: string;
  /** Refuses the present one even where the rules allow it, as for one that has expired. */
  mustDiffer?: boolean;
}

/**
 * Checks the profile's password rules and hashes. Call it before a transaction begins: hashing is slow on purpose
 * and must not hold a database connection.
 */
export async function hashNewPassword(
  ctx: Context,
  password: string,
  owner: PasswordOwner,
  { field = "password", mustDiffer = false }: NewPasswordNeeds = {},
): Promise<string> {
  const { passwords: rules } = await getSecuritySettings(ctx.db, owner.profileId);
  const identity = [owner.name, ...(owner.email === null ? [] : [owner.email])];
  const weakness =
    (await findPasswordWeakness(password, identity, rules)) ??
    (await findContextWord(ctx, password, { owner, rules })) ??
    (await findReuse(ctx, password, { owner, rules, mustDiffer }));
  if (weakness !== null) {
    const sentence = sentences[weakness](rules);
    throw credentialErrors.weak_password({
      detail: `The password ${sentence}.`,
      errors: [{ path: `body.${field}`, message: sentence }],
      extra: { weakness },
    });
  }
  return ctx.platform.passwords.hash(password);
}

/** The name and the address of the portal are words that everybody knows. */
async function findContextWord(
  ctx: Context,
  password: string,
  { owner, rules }: { owner: PasswordOwner; rules: PasswordRules },
): Promise<"too_common" | null> {
  if (!rules.refuseCommon) return null;

  const profile = await findProfile(ctx.db, owner.profileId);
  const placeWords = profile ? [profile.name, profile.slug, ...profile.name.split(/\s+/)] : [];
  return isContextWord(password, placeWords) ? "too_common" : null;
}

interface Reuse {
  owner: PasswordOwner;
  rules: PasswordRules;
  mustDiffer: boolean;
}

/** The present password counts as the first of the earlier ones. */
async function findReuse(ctx: Context, password: string, { owner, rules, mustDiffer }: Reuse): Promise<"used_before" | null> {
  const count = Math.max(rules.historyCount, mustDiffer ? 1 : 0);
  if (owner.userId === null || count === 0) return null;

  const hashes = await listPasswordHashes(ctx.db, { profileId: owner.profileId, userId: owner.userId }, count - 1);
  for (const hash of hashes) if (await ctx.platform.passwords.verify(hash, password)) return "used_before";
  return null;
}
