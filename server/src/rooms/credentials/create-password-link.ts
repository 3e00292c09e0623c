import type { PasswordLink } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findUserForUpdate, userErrors, userObject, type UserRow } from "../users/index.ts";
import { deletePasswordLinksOf, insertPasswordLink } from "./credentials.store.ts";

const hourMs = 3_600_000;

/**
 * Makes the one valid link by which a person chooses a password; earlier links of the same person die.
 * It writes no audit entry: for a new user the entry about the creation tells it, by the status `invited`.
 */
export async function createPasswordLink(tx: Tx, ctx: Context, user: UserRow): Promise<PasswordLink> {
  const token = newSecretToken("passwordLink");
  const now = ctx.platform.clock.now();
  const expiresAt = new Date(now.getTime() + ctx.platform.settings.passwordLinkHours * hourMs);

  await deletePasswordLinksOf(tx, user.profile_id, user.id);
  await insertPasswordLink(tx, {
    profile_id: user.profile_id,
    id: newId(ctx.platform.clock),
    user_id: user.id,
    token_hash: hashToken(token),
    created_at: now,
    expires_at: expiresAt,
  });
  return { url: `${await pageFor(tx, ctx, user.profile_id)}#token=${token}`, expiresAt: expiresAt.toISOString() };
}

// The token is in the fragment: browsers never send it, so it reaches no log and no mail scanner can use it up.
async function pageFor(tx: Tx, ctx: Context, profileId: string): Promise<string> {
  const { publicUrl } = ctx.platform.settings;
  if (profileId === deploymentId) return `${publicUrl}/console/choose-password`;

  const profile = await findProfile(tx, profileId);
  if (!profile) throw httpErrors.not_found();
  return `${publicUrl}/p/${profile.slug}/choose-password`;
}

/** Makes a link for somebody who exists, with an audit entry of its own. */
export async function createAuditedPasswordLink(tx: Tx, ctx: Context, user: UserRow): Promise<PasswordLink> {
  await recordAuditEntry(tx, ctx, { action: "user.password_link_created", object: userObject(user), profileId: user.profile_id });
  return createPasswordLink(tx, ctx, user);
}

/**
 * Makes a link for a run user who exists, suspended or deleted ones excepted. Refused for users who may do more than the
 * caller, who could use the link themselves.
 */
export async function createUserPasswordLink(ctx: Context, userId: string): Promise<PasswordLink> {
  return transact(ctx.db, async (tx) => {
    const user = await findAllowed(ctx, { type: "run_user", action: "set_password" }, (filter) =>
      findUserForUpdate(tx, ctx.profileId, userId, filter),
    );
    if (user.is_anonymous) throw userErrors.anonymous_has_no_credentials();
    if (user.status === "deleted" || user.status === "suspended") throw userErrors.wrong_status();
    await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: userId }));
    return createAuditedPasswordLink(tx, ctx, user);
  });
}
