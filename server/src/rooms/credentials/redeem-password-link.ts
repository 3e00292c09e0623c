import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findOneTime, takeOneTime, type OneTime } from "../one-time-tokens/index.ts";
import { findUser, findUserForUpdate, type UserRow } from "../users/index.ts";
import { ownerOf } from "./change-password.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { hashNewPassword } from "./hash-new-password.ts";
import { storePassword } from "./store-password.ts";

export interface Redemption {
  /** Where the link must belong to; a link of another portal is no link here. */
  profileId: string;
  token: string;
  password: string;
}

/** Sets a password with a one-time link. A weak password leaves the link usable; of many tries at once exactly one succeeds. */
export async function redeemPasswordLink(ctx: Context, { profileId, token, password }: Redemption): Promise<null> {
  const found = await findOneTime(ctx.db, ctx, { profileId, purpose: "password_link", token });
  return choosePassword(ctx, { found, password, action: "user.password_chosen" });
}

/** The same with the link of a mail that was asked for. */
export async function resetPasswordByLink(ctx: Context, { profileId, token, password }: Redemption): Promise<null> {
  const found = await findOneTime(ctx.db, ctx, { profileId, purpose: "password_reset", token });
  return choosePassword(ctx, { found, password, action: "user.password_reset" });
}

export interface PasswordChoice {
  /** What proves the right to choose, found but not used up; null where nothing was found. */
  found: OneTime | null;
  password: string;
  action: string;
}

/** Uses a link or code up and stores the password. */
export async function choosePassword(ctx: Context, { found, password, action }: PasswordChoice): Promise<null> {
  const user = found === null ? undefined : await findUser(ctx.db, found.profileId, found.userId, { kind: "all" });
  if (found === null || !mayChoose(user)) throw credentialErrors.link_not_valid();

  const hash = await hashNewPassword(ctx, password, ownerOf(user));
  return transact(ctx.db, async (tx) => {
    // The user before the link, as whoever suspends or deletes them locks; and anew, because hashing took its time.
    const stored = await findUserForUpdate(tx, found.profileId, found.userId, { kind: "all" });
    const taken = await takeOneTime(tx, ctx, found);
    if (!taken || !mayChoose(stored)) throw credentialErrors.link_not_valid();

    await storePassword(tx, ctx, { user: stored, hash, action });
    return null;
  });
}

function mayChoose<Row extends UserRow>(user: Row | undefined): user is Row {
  return user?.status === "active" || user?.status === "invited";
}
