import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { findUser } from "../users/index.ts";
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
  if (!user || (user.status !== "active" && user.status !== "invited")) throw credentialErrors.link_not_valid();

  const hash = await hashNewPassword(ctx, password, user);
  return transact(ctx.db, async (tx) => {
    const taken = await takePasswordLink(tx, tokenHash, ctx.platform.clock.now());
    if (!taken) throw credentialErrors.link_not_valid();

    const asUser = { ...ctx, principal: { kind: "nobody" } as const };
    await storePassword(tx, asUser, { user, hash, action: "user.password_chosen" });
    return null;
  });
}
