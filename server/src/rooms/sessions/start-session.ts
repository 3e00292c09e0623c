import type { SessionMethod } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import type { ActingFor } from "../../http/principal.ts";
import { deploymentId, newId } from "../../platform/ids.ts";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { noteSignIn, userKind, userObject, type UserRow } from "../users/index.ts";
import { findWhatGovernsSession, type Governing } from "./governing.ts";
import { sessionErrors } from "./sessions.errors.ts";
import { endOf, limitsOf, type SessionLimits } from "./sessions.rules.ts";
import { deleteSession, deleteSessionsInBrowser, insertSession, listSessionRows } from "./sessions.store.ts";

export interface StartedSession {
  token: string;
  session: { id: string; createdAt: Date; expiresAt: Date };
  user: UserRow;
  /** What the answer has to set, for `reply.startSession`. */
  cookies: { token: string; expiresAt: Date; browserToken: string | null };
}

export interface Acting {
  type: ActingFor["type"];
  profileId: string;
  id: string;
  /** Of people: the session that it does not outlive. */
  sessionId?: string;
  /** Of those whom rules govern: the revision of these. */
  accessRevision?: number;
}

export interface NewSession {
  /** The console for administrators and a portal for run users, where nothing is said. */
  place?: "console" | "portal";
  method?: SessionMethod;
  hasSecondFactor?: boolean;
  /** The browser it runs in, and what its cookie has to become. */
  browser?: { id: string; cookie: string | null } | null;
  expiresBefore?: Date;
  /** Of the session it comes from; now where nothing is said. */
  provedAt?: Date;
  /** Whoever acts as the user, for support. */
  actor?: Acting;
  isReadOnly?: boolean;
  /** What governs the person, where it is known already. */
  governing?: Governing;
}

/**
 * The one maker of sessions: a new token, so that whatever cookie the browser had before stays worthless. Refused when the
 * person has as many sessions as may be and the profile wants no old one to end. INVARIANT: the row of the user is locked
 * before sessions are counted, so that sign-ins at the same moment cannot exceed the limit.
 */
export async function startSession(tx: Tx, ctx: Context, user: UserRow, wanted: NewSession = {}): Promise<StartedSession> {
  const now = ctx.platform.clock.now();
  const isAdministrator = user.profile_id === deploymentId;
  const place = wanted.place ?? (isAdministrator ? "console" : "portal");
  const isOwn = wanted.actor === undefined;
  const signedIn = isOwn ? { ...user, last_sign_in_at: now } : user;
  if (isOwn) await noteSignIn(tx, user, now);

  const governing = wanted.governing ?? (await findWhatGovernsSession(tx, ctx, user));
  const { roleIds, security } = governing;
  const limits = limitsOf(security.sessions, { ...ctx.platform.settings, isAdministrator, place, roleIds });
  const browserId = wanted.browser?.id;
  // Signing in again ends what the browser was signed in with: nobody could use it, and whoever copied its token should not.
  if (isOwn && browserId !== undefined) {
    await deleteSessionsInBrowser(tx, { profileId: user.profile_id, userId: user.id }, { browserId, place });
  }
  if (isOwn) await makeRoom(tx, ctx, { user, place, governing, limits });

  const token = newSecretToken(isAdministrator ? "consoleSession" : "portalSession");
  const session = {
    id: newId(ctx.platform.clock),
    createdAt: now,
    expiresAt: new Date(Math.min(now.getTime() + limits.absoluteMs, wanted.expiresBefore?.getTime() ?? Infinity)),
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
    has_second_factor: wanted.hasSecondFactor ?? false,
    place,
    method: wanted.method ?? "command_line",
    browser_id: browserId ?? null,
    proved_at: wanted.provedAt ?? now,
    ...actingColumns(wanted.actor),
    is_read_only: wanted.isReadOnly ?? false,
  });
  await recordStart(tx, ctx, user, wanted);
  const browserToken = wanted.browser?.cookie ?? null;
  return { token, session, user: signedIn, cookies: { token, expiresAt: session.expiresAt, browserToken } };
}

function actingColumns(actor: Acting | undefined) {
  const isScript = actor?.type === "api_token" || actor?.type === "analysis";
  return {
    acting_profile_id: isScript ? null : (actor?.profileId ?? null),
    acting_user_id: isScript ? null : (actor?.id ?? null),
    acting_session_id: actor?.sessionId ?? null,
    acting_revision: actor?.accessRevision ?? null,
    acting_script_type: isScript ? (actor?.type as "api_token" | "analysis") : null,
    acting_script_id: isScript ? (actor?.id ?? null) : null,
  };
}

/** Whoever acts as a user writes an entry of their own, with both names. */
async function recordStart(tx: Tx, ctx: Context, user: UserRow, { actor, method }: NewSession): Promise<void> {
  if (actor !== undefined) return;
  await recordAuditEntry(tx, ctx, {
    action: "session.started",
    profileId: user.profile_id,
    actor: { type: userKind(user.profile_id), id: user.id, name: user.name },
    object: userObject(user),
    ...(method === undefined ? {} : { after: { method } }),
  });
}

interface Room {
  user: UserRow;
  place: "console" | "portal";
  governing: Governing;
  limits: SessionLimits;
}

/** Ends the oldest sessions at the place until one more fits, or refuses. Sessions of whoever acts as the person do not count. */
async function makeRoom(tx: Tx, ctx: Context, { user, place, governing, limits }: Room): Promise<void> {
  const { parallelMax, whenFull } = governing.security.sessions;
  if (parallelMax === null) return;

  const now = ctx.platform.clock.now();
  const owner = { profileId: user.profile_id, userId: user.id };
  const open = (await listSessionRows(tx, owner, now))
    .filter((row) => row.place === place && row.acting_user_id === null)
    .filter((row) => endOf({ createdAt: row.created_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, limits) > now);
  const surplus = open.slice(parallelMax - 1);
  if (surplus.length === 0) return;
  if (whenFull === "refuse_new") throw sessionErrors.too_many_sessions();

  for (const row of surplus) await deleteSession(tx, owner.profileId, row.id);
  await recordAuditEntry(tx, ctx, {
    action: "session.ended",
    profileId: owner.profileId,
    actor: { type: userKind(user.profile_id), id: user.id, name: user.name },
    object: userObject(user),
    reason: "too_many_sessions",
    before: { sessions: surplus.length },
  });
}
