import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { updateUserRow, userKind, userObject, type UserRow } from "../users/index.ts";
import { insertSession } from "./sessions.store.ts";

const hourMs = 3_600_000;

export interface StartedSession {
  token: string;
  session: { id: string; createdAt: Date; expiresAt: Date };
  user: UserRow;
}

interface SessionLimits {
  place?: "console";
  expiresBefore?: Date;
}

/** Starts a session with a new token; whatever cookie the browser had before stays worthless. */
export async function startSession(tx: Tx, ctx: Context, user: UserRow, limits: SessionLimits = {}): Promise<StartedSession> {
  const isAdministrator = user.profile_id === deploymentId;
  const { consoleSessionHours, portalSessionHours } = ctx.platform.settings;
  const hours = isAdministrator || limits.place === "console" ? consoleSessionHours : portalSessionHours;
  const now = ctx.platform.clock.now();
  const token = newSecretToken(isAdministrator ? "consoleSession" : "portalSession");
  const session = {
    id: newId(ctx.platform.clock),
    createdAt: now,
    expiresAt: new Date(Math.min(now.getTime() + hours * hourMs, limits.expiresBefore?.getTime() ?? Infinity)),
  };

  await insertSession(tx, {
    profile_id: user.profile_id,
    id: session.id,
    user_id: user.id,
    token_hash: hashToken(token),
    created_at: now,
    expires_at: session.expiresAt,
    last_seen_at: now,
    ip: ctx.source.ip,
    user_agent: ctx.source.userAgent,
  });
  const signedIn = await updateUserRow(tx, user.profile_id, user.id, { last_sign_in_at: now });
  await recordAuditEntry(tx, ctx, {
    action: "session.started",
    profileId: user.profile_id,
    actor: { type: userKind(user.profile_id), id: user.id, name: user.name },
    object: userObject(user),
  });
  return { token, session, user: signedIn };
}
