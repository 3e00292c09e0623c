import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { queueMail } from "../mail/index.ts";
import { findProfile } from "../profiles/index.ts";
import { getSecuritySettings } from "../security/index.ts";
import { startSession, type Acting, type StartedSession } from "../sessions/index.ts";
import { findUser, findUserForUpdate, userObject } from "../users/index.ts";
import { accountErrors } from "./accounts.errors.ts";

export interface LoginAs {
  userId: string;
  reason: string;
  minutes: number;
  mayWrite: boolean;
}

export interface ActingSession {
  started: StartedSession;
  slug: string;
  answer: { sessionId: string; url: string; expiresAt: string; isReadOnly: boolean };
}

const minuteMs = 60_000;

/** Starts a session as a run user, for support. Refused for users who may do more than the caller; the person is told. */
export async function loginAs(ctx: Context, { userId, reason, minutes, mayWrite }: LoginAs): Promise<ActingSession> {
  const wanted = { type: "run_user", action: "login_as_user" } as const;
  const known = await findAllowed(ctx, wanted, (filter) => findUser(ctx.db, ctx.profileId, userId, filter));
  if (known.is_anonymous || known.status !== "active" || known.email === null) throw accountErrors.cannot_act_as();
  await requireHeld(ctx.access.mayActAs(ctx.db, { type: "run_user", id: userId }));

  const [profile, { accounts }] = await Promise.all([findProfile(ctx.db, ctx.profileId), getSecuritySettings(ctx.db, ctx.profileId)]);
  if (!profile) throw httpErrors.not_found();
  const now = ctx.platform.clock.now();
  const until = new Date(now.getTime() + Math.min(minutes, accounts.loginAsMinutesMax) * minuteMs);
  const { name, ...actor } = actingOf(ctx, profile.access_revision);

  const started = await transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, ctx.profileId, userId, { kind: "all" });
    if (user?.status !== "active") throw accountErrors.cannot_act_as();
    const made = await startSession(tx, ctx, user, {
      method: "login_as",
      actor,
      isReadOnly: !mayWrite,
      expiresBefore: until,
    });
    await recordAuditEntry(tx, ctx, {
      action: "user.acted_for",
      object: userObject(user),
      reason,
      after: { until: until.toISOString(), mayWrite },
    });
    const data = { at: now, until, administrator: name, reason };
    await queueMail(tx, ctx, {
      profileId: ctx.profileId,
      userId,
      to: user.email ?? "",
      name: user.name,
      template: "signed_in_as_you",
      data,
    });
    return made;
  });
  const answer = {
    sessionId: started.session.id,
    url: `${ctx.platform.settings.publicUrl}/p/${profile.slug}`,
    expiresAt: started.session.expiresAt.toISOString(),
    isReadOnly: !mayWrite,
  };
  return { started, slug: profile.slug, answer };
}

/** Who acts, and what ends it. Nobody acts for somebody while acting for somebody. */
function actingOf(ctx: Context, accessRevision: number): Acting & { name: string } {
  const { principal, profileId, access } = ctx;
  const governed = access.isUnrestricted ? {} : { accessRevision };
  switch (principal.kind) {
    case "administrator":
    case "run_user": {
      const { session, id, name, kind } = principal;
      if (session.actor !== null) throw httpErrors.not_allowed();
      return { type: kind, profileId: kind === "administrator" ? deploymentId : profileId, id, name, sessionId: session.id, ...governed };
    }
    case "api_token":
    case "analysis":
      return { type: principal.kind, profileId, id: principal.id, name: principal.name, ...governed };
    default:
      throw httpErrors.not_allowed();
  }
}
