import type { Database } from "../../database/database.ts";
import type { AdministratorPrincipal, RunUserPrincipal } from "../../http/principal.ts";
import { deploymentId } from "../../platform/ids.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { findSessionWithUser, touchSession, type SessionWithUser } from "./sessions.store.ts";

const minuteMs = 60_000;

/** Resolves a session token. Null when it is unknown or expired, or when its user may not act. */
export async function authenticateSession(
  db: Database,
  platform: Platform,
  token: string,
): Promise<AdministratorPrincipal | RunUserPrincipal | null> {
  const now = platform.clock.now();
  const found = await findSessionWithUser(db, hashToken(token), now);
  if (!found) return null;

  if (now.getTime() - found.last_seen_at.getTime() >= minuteMs) await touchSession(db, found.profile_id, found.session_id, now);
  return found.profile_id === deploymentId ? toAdministrator(found) : toRunUser(found);
}

function toAdministrator(found: SessionWithUser): AdministratorPrincipal {
  return {
    kind: "administrator",
    id: found.user_id,
    name: found.name,
    isSuper: found.is_super,
    profileIds: found.profile_ids,
    limitedProfiles: found.limited_profiles,
    roles: found.roles,
    session: sessionOf(found),
  };
}

function toRunUser(found: SessionWithUser): RunUserPrincipal | null {
  if (found.slug === null || found.access_revision === null) return null;
  return {
    kind: "run_user",
    id: found.user_id,
    name: found.name,
    email: found.email,
    profileId: found.profile_id,
    profileSlug: found.slug,
    tags: found.tags,
    groupIds: found.group_ids,
    roles: found.roles,
    accessRevision: found.access_revision,
    session: sessionOf(found),
  };
}

function sessionOf(found: SessionWithUser) {
  return {
    id: found.session_id,
    createdAt: found.created_at,
    expiresAt: found.expires_at,
    isDeviceTrusted: found.is_device_trusted,
    hasSecondFactor: found.has_second_factor,
  };
}
