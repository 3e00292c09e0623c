import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { userObject, type UserRow } from "../users/index.ts";
import { newRecoveryCodes, printRecoveryCode, readRecoveryCode, recoveryCodesFew } from "./recovery-codes.rules.ts";
import {
  countRecoveryCodes,
  deleteRecoveryCodes,
  findRecoveryCodeHash,
  insertRecoveryCodes,
  takeRecoveryCode,
} from "./recovery-codes.store.ts";
import { tellOwner, whatHappened } from "./tell-owner.ts";
import { ownerAsActor } from "./to-factor.ts";

export interface HashedRecoveryCodes {
  printed: string[];
  rows: { selector: string; hash: string }[];
}

/** Ten codes with their hashes. Call it before a transaction begins: hashing is slow on purpose. */
export async function hashNewRecoveryCodes(ctx: Context): Promise<HashedRecoveryCodes> {
  const codes = newRecoveryCodes();
  const rows = await Promise.all(
    codes.map(async ({ selector, secret }) => ({ selector, hash: await ctx.platform.passwords.hash(secret) })),
  );
  return { printed: codes.map(printRecoveryCode), rows };
}

/** Stores new codes; all earlier ones die. */
export async function replaceRecoveryCodes(tx: Tx, ctx: Context, user: UserRow, codes: HashedRecoveryCodes): Promise<string[]> {
  const created_at = ctx.platform.clock.now();
  const owner = { profile_id: user.profile_id, user_id: user.id };
  await deleteRecoveryCodes(tx, user.profile_id, user.id);
  await insertRecoveryCodes(
    tx,
    codes.rows.map((row) => ({ ...owner, ...row, created_at })),
  );
  return codes.printed;
}

/** Uses a recovery code up and tells the owner; false when it is none of theirs or was used. What cannot be a code takes as long. */
export async function useRecoveryCode(ctx: Context, user: UserRow, typed: string): Promise<boolean> {
  const code = readRecoveryCode(typed);
  const selector = code?.selector ?? "";
  const hash = await findRecoveryCodeHash(ctx.db, user.profile_id, { userId: user.id, selector });
  const isRight = await ctx.platform.passwords.verify(hash, code?.secret ?? typed);
  if (!isRight || hash === null) return false;

  return transact(ctx.db, async (tx) => {
    if (!(await takeRecoveryCode(tx, user.profile_id, { userId: user.id, selector, hash }))) return false;

    const left = await countRecoveryCodes(tx, user.profile_id, user.id);
    await recordAuditEntry(tx, ctx, {
      action: "factor.recovery_code_used",
      profileId: user.profile_id,
      actor: ownerAsActor(user),
      object: userObject(user),
      after: { left },
    });
    const { page, ...act } = await whatHappened(tx, ctx, user);
    await tellOwner(tx, ctx, user, { template: "recovery_code_used", data: { ...act, page, left } });
    if (left <= recoveryCodesFew) await tellOwner(tx, ctx, user, { template: "codes_low", data: { left, page } });
    return true;
  });
}
