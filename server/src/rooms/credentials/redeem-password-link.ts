import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { findUser, findUserForUpdate, type UserRow } from "../users/index.ts";
import { credentialErrors } from "./credentials.errors.ts";
import { findPasswordLink, takePasswordLink } from "./credentials.store.ts";
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
  const tokenHash = hashToken(token);
  const link = await findPasswordLink(ctx.db, tokenHash);
  const user = link?.profile_id === profileId ? await findUser(ctx.db, profileId, link.user_id, { kind: "all" }) : undefined;
  if (!mayChoose(user)) throw credentialErrors.link_not_valid();

  const hash = await hashNewPassword(ctx, password, user);
  return transact(ctx.db, async (tx) => {
    // The user before the link, as whoever suspends or deletes them locks; and anew, because hashing took its time.
    const stored = await findUserForUpdate(tx, profileId, user.id, { kind: "all" });
    const taken = await takePasswordLink(tx, tokenHash, ctx.platform.clock.now());
    if (!taken || !mayChoose(stored)) throw credentialErrors.link_not_valid();

    await storePassword(tx, ctx, { user: stored, hash, action: "user.password_chosen" });
    return null;
  });
}

function mayChoose<Row extends UserRow>(user: Row | undefined): user is Row {
  return user?.status === "active" || user?.status === "invited";
}
