import type { PortalMe } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { RunUserPrincipal } from "../../http/principal.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { changeOwnPassword, redeemPasswordLink } from "../credentials/index.ts";
import { findProfileBySlug, type ProfileRow } from "../profiles/index.ts";
import { updateUserRow, userObject } from "../users/index.ts";
import { signIn } from "./sign-in.ts";
import type { StartedSession } from "./start-session.ts";

export async function getPortalProfile(ctx: Context, slug: string): Promise<ProfileRow> {
  const profile = await findProfileBySlug(ctx.db, slug);
  if (!profile) throw httpErrors.not_found();
  return profile;
}

/** Signs a run user in to one portal; the same address in another portal is another person. */
export async function signInToPortal(ctx: Context, slug: string, given: { email: string; password: string }): Promise<StartedSession> {
  const profile = await getPortalProfile(ctx, slug);
  return signIn(ctx, { profileId: profile.id, ...given });
}

export function toPortalMe({ user, session }: Pick<StartedSession, "user" | "session">): PortalMe {
  return {
    user: { id: user.id, name: user.name, email: user.email ?? "" },
    session: { id: session.id, createdAt: session.createdAt.toISOString(), expiresAt: session.expiresAt.toISOString() },
  };
}

export function runUserOf(ctx: Context): RunUserPrincipal {
  if (ctx.principal.kind !== "run_user") throw httpErrors.not_signed_in();
  return ctx.principal;
}

export async function getPortalMe(ctx: Context): Promise<PortalMe> {
  const { id, name, email, session } = runUserOf(ctx);
  return {
    user: { id, name, email },
    session: { id: session.id, createdAt: session.createdAt.toISOString(), expiresAt: session.expiresAt.toISOString() },
  };
}

/** What people do with their own account needs no policy; one that denies it counts. */
function requireOwnSettings(ctx: Context): void {
  if (ctx.access.verdict("own_settings", "edit", { id: null, tags: [] }) === "deny") throw httpErrors.not_allowed();
}

/** Changes one's own name, unless a policy denies it. */
export async function renameMyself(ctx: Context, name: string): Promise<PortalMe> {
  const me = runUserOf(ctx);
  requireOwnSettings(ctx);
  return transact(ctx.db, async (tx) => {
    const row = await updateUserRow(tx, me.profileId, me.id, { name, updated_at: ctx.platform.clock.now() });
    await recordAuditEntry(tx, ctx, { action: "user.updated", object: userObject(row), before: { name: me.name }, after: { name } });
    return toPortalMe({ user: row, session: me.session });
  });
}

export async function changeMyPortalPassword(ctx: Context, passwords: { currentPassword: string; newPassword: string }): Promise<null> {
  const me = runUserOf(ctx);
  requireOwnSettings(ctx);
  return changeOwnPassword(ctx, { profileId: me.profileId, userId: me.id, sessionId: me.session.id, ...passwords });
}

export async function redeemPortalPasswordLink(ctx: Context, slug: string, given: { token: string; password: string }): Promise<null> {
  const profile = await getPortalProfile(ctx, slug);
  return redeemPasswordLink(ctx, { profileId: profile.id, ...given });
}
