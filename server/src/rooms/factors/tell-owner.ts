import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { nameOfUserAgent } from "../browsers/index.ts";
import { queueMail, type NewMail } from "../mail/index.ts";
import { findProfile } from "../profiles/index.ts";
import type { UserRow } from "../users/index.ts";

type NoticeName =
  | "second_factor_on"
  | "second_factor_off"
  | "passkey_added"
  | "passkey_removed"
  | "recovery_code_used"
  | "codes_low"
  | "factors_reset";

/** Mails the owner of an account what became of its factors: it may have been somebody else. */
export async function tellOwner<Name extends NoticeName>(
  tx: Tx,
  ctx: Context,
  user: UserRow,
  notice: Pick<NewMail<Name>, "template" | "data">,
): Promise<void> {
  if (user.email === null) return;
  await queueMail(tx, ctx, { profileId: user.profile_id, userId: user.id, to: user.email, name: user.name, ...notice });
}

/** When, from where, and where to look at it. */
export async function whatHappened(tx: Tx, ctx: Context, user: UserRow) {
  return {
    at: ctx.platform.clock.now(),
    device: nameOfUserAgent(ctx.source.userAgent),
    address: ctx.source.ip,
    page: await securityPageOf(tx, user.profile_id),
  };
}

/** Where somebody looks after their own account. */
export async function securityPageOf(tx: Tx, profileId: string): Promise<string | null> {
  if (profileId === deploymentId) return "/console/account/security";
  const profile = await findProfile(tx, profileId);
  return profile ? `/p/${profile.slug}/account/security` : null;
}
