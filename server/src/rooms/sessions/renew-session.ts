import type { Database, Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { Principal } from "../../http/principal.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { getSecuritySettings } from "../security/index.ts";
import { replaceToken, updateProof } from "./sessions.store.ts";

const minuteMs = 60_000;

export interface Proof {
  profileId: string;
  sessionId: string;
  /** Given when a second factor was part of the proof; a session never loses it. */
  hasSecondFactor?: true;
}

export interface RenewedSession {
  token: string;
  expiresAt: Date;
  provedUntil: Date;
}

/** Step-up: the person has just proved again who they are. The session gets a new token, and the old one is dead at once. */
export async function renewSession(tx: Tx, ctx: Context, { profileId, sessionId, hasSecondFactor }: Proof): Promise<RenewedSession> {
  const now = ctx.platform.clock.now();
  const token = newTokenOf(profileId);
  const session = { profileId, id: sessionId };
  const renewed = await replaceToken(tx, session, { tokenHash: hashToken(token), now, keepsPrevious: false });
  if (!renewed) throw httpErrors.not_signed_in();

  await updateProof(tx, session, { proved_at: now, ...(hasSecondFactor === true ? { has_second_factor: true } : {}) });
  const { stepUpMinutes } = (await getSecuritySettings(tx, profileId)).sessions;
  return { token, expiresAt: renewed.expires_at, provedUntil: new Date(now.getTime() + stepUpMinutes * minuteMs) };
}

/**
 * Session fixation: after the rights of a person changed, the next request of each of their sessions is answered with a new
 * token. Null when another request was faster; what was under way with the old token is known for a moment more.
 */
export async function renewDueSession(
  db: Database,
  platform: Platform,
  principal: Principal,
): Promise<{ token: string; expiresAt: Date } | null> {
  if (principal.kind !== "administrator" && principal.kind !== "run_user") return null;
  const profileId = principal.kind === "administrator" ? deploymentId : principal.profileId;
  const token = newTokenOf(profileId);
  const change = { tokenHash: hashToken(token), now: platform.clock.now(), keepsPrevious: true };
  const renewed = await replaceToken(db, { profileId, id: principal.session.id }, change);
  return renewed ? { token, expiresAt: renewed.expires_at } : null;
}

function newTokenOf(profileId: string): string {
  return newSecretToken(profileId === deploymentId ? "consoleSession" : "portalSession");
}
