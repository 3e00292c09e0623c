import type { PasswordLink } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { queueMail } from "../mail/index.ts";
import { createOneTime } from "../one-time-tokens/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findUserForUpdate, userErrors, userObject, type UserRow } from "../users/index.ts";

export interface NewPasswordLink {
  user: UserRow;
  /** Whether the person gets it by mail too. */
  sendMail: boolean;
}

/**
 * Makes the one valid link by which a person chooses a password; earlier links of the same person die.
 * It writes no audit entry: for a new user the entry about the creation tells it, by the status `invited`.
 */
export async function createPasswordLink(tx: Tx, ctx: Context, { user, sendMail }: NewPasswordLink): Promise<PasswordLink> {
  const minutes = ctx.platform.settings.passwordLinkHours * 60;
  const { token, expiresAt } = await createOneTime(tx, ctx, {
    profileId: user.profile_id,
    userId: user.id,
    purpose: "password_link",
    minutes,
  });
  const url = `${await pageFor(tx, ctx, user.profile_id)}#token=${token}`;
  const email = sendMail ? user.email : null;
  if (email !== null) await mailPasswordLink(tx, ctx, { user, email, url, expiresAt });
  return { url, expiresAt: expiresAt.toISOString(), isMailed: email !== null && ctx.platform.mailer !== null };
}

interface MailedLink {
  user: UserRow;
  email: string;
  url: string;
  expiresAt: Date;
}

/** Whoever never had a password is invited, everybody else chooses a new one. */
async function mailPasswordLink(tx: Tx, ctx: Context, { user, email, url: link, expiresAt }: MailedLink): Promise<void> {
  const reader = { profileId: user.profile_id, userId: user.id, to: email, name: user.name };
  if (user.status !== "invited") {
    await queueMail(tx, ctx, { ...reader, template: "password_reset", data: { code: null, link, expiresAt } });
    return;
  }
  const inviter = ctx.principal.kind === "administrator" || ctx.principal.kind === "run_user" ? ctx.principal.name : null;
  await queueMail(tx, ctx, { ...reader, template: "invitation", data: { link, expiresAt, inviter } });
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
export async function createAuditedPasswordLink(tx: Tx, ctx: Context, link: NewPasswordLink): Promise<PasswordLink> {
  const { user } = link;
  await recordAuditEntry(tx, ctx, { action: "user.password_link_created", object: userObject(user), profileId: user.profile_id });
  return createPasswordLink(tx, ctx, link);
}

/**
 * Makes a link for a run user who exists, suspended or deleted ones excepted. Refused for users who may do more than the
 * caller, who could use the link themselves.
 */
export async function createUserPasswordLink(ctx: Context, userId: string, sendMail: boolean): Promise<PasswordLink> {
  return transact(ctx.db, async (tx) => {
    const user = await findAllowed(ctx, { type: "run_user", action: "set_password" }, (filter) =>
      findUserForUpdate(tx, ctx.profileId, userId, filter),
    );
    if (user.is_anonymous) throw userErrors.anonymous_has_no_credentials();
    if (user.status !== "active" && user.status !== "invited") throw userErrors.wrong_status();
    await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: userId }));
    return createAuditedPasswordLink(tx, ctx, { user, sendMail });
  });
}
