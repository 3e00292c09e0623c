import { forLookups, type Database } from "../../database/database.ts";
import type { AnonymousUserPrincipal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { readRestrictions, restrictionsFor, restrictionsOfProfile, type RolesOf } from "../restrictions/index.ts";
import { readSecurity } from "../security/index.ts";
import { findShareWithAnonymousUser, touchShare } from "./sharing.store.ts";

const minuteMs = 60_000;

/** Resolves a share link to the anonymous user, limited to what the link opens. Null when it is unknown, ended or revoked. */
export async function authenticateShare(
  db: Database,
  platform: Platform,
  token: string,
  asking: { address: string | null; rolesOf: RolesOf },
): Promise<AnonymousUserPrincipal | null> {
  const now = platform.clock.now();
  const found = await findShareWithAnonymousUser(forLookups(db), hashToken(token), now);
  if (!found) return null;

  const isStale = found.last_opened_at === null || now.getTime() - found.last_opened_at.getTime() >= minuteMs;
  if (isStale) await touchShare(db, found.profile_id, found.share_id, now);
  const visitor: AnonymousUserPrincipal = {
    kind: "anonymous_user",
    id: found.user_id,
    name: found.name,
    profileId: found.profile_id,
    profileSlug: found.slug,
    tags: found.tags,
    groupIds: found.group_ids,
    roles: found.roles,
    accessRevision: found.access_revision,
    shareId: found.share_id,
    dashboardId: found.dashboard_id,
    widgetId: found.widget_id,
    restrictions: [],
  };
  const ofProfile = restrictionsOfProfile(found.profile_id, readSecurity(found.profile_id, found.security));
  const read = [...ofProfile, ...readRestrictions(found.restrictions)];
  return { ...visitor, restrictions: await restrictionsFor(visitor, read, asking) };
}
