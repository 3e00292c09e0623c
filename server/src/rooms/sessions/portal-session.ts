import type { OwnSession, PortalMe } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { RunUserPrincipal, SessionRef } from "../../http/principal.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { redeemPasswordLink } from "../credentials/index.ts";
import { hasFactors } from "../factors/index.ts";
import { findProfileBySlug, type ProfileRow } from "../profiles/index.ts";
import { findUser, updateUserRow, userObject } from "../users/index.ts";

export async function getPortalProfile(ctx: Context, slug: string): Promise<ProfileRow> {
  const profile = await findProfileBySlug(ctx.db, slug);
  if (!profile) throw httpErrors.not_found();
  return profile;
}

/** What a session tells whoever is in it; one that has just been started is the person's own. */
export function toOwnSession(session: OwnSessionFacts): OwnSession {
  return {
    id: session.id,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    actingName: session.actor?.name ?? null,
    isReadOnly: session.isReadOnly ?? false,
  };
}

type OwnSessionFacts = Pick<SessionRef, "id" | "createdAt" | "expiresAt"> & Partial<Pick<SessionRef, "actor" | "isReadOnly">>;

export function runUserOf(ctx: Context): RunUserPrincipal {
  if (ctx.principal.kind !== "run_user") throw httpErrors.not_signed_in();
  return ctx.principal;
}

export async function getPortalMe(ctx: Context): Promise<PortalMe> {
  const { id, name, email, profileId, session } = runUserOf(ctx);
  const dueAt = session.secondFactorDueAt;
  const isOwed = dueAt !== null && !(await hasFactors(ctx.db, { profileId, userId: id }));
  const language = (await findUser(ctx.db, profileId, id, { kind: "all" }))?.language ?? null;
  return {
    user: { id, name, email, language },
    session: toOwnSession(session),
    secondFactorDueAt: isOwed ? dueAt.toISOString() : null,
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
  await transact(ctx.db, async (tx) => {
    const row = await updateUserRow(tx, me.profileId, me.id, { name, updated_at: ctx.platform.clock.now() });
    await recordAuditEntry(tx, ctx, { action: "user.updated", object: userObject(row), before: { name: me.name }, after: { name } });
  });
  const shown = await getPortalMe(ctx);
  return { ...shown, user: { ...shown.user, name } };
}

export async function redeemPortalPasswordLink(ctx: Context, slug: string, given: { token: string; password: string }): Promise<null> {
  const profile = await getPortalProfile(ctx, slug);
  return redeemPasswordLink(ctx, { profileId: profile.id, ...given });
}
