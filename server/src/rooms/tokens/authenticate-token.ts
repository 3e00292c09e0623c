import { forLookups, type Database } from "../../database/database.ts";
import type { ApiTokenPrincipal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { readRestrictions, restrictionsOfProfile } from "../restrictions/index.ts";
import { readSecurity } from "../security/index.ts";
import { findTokenByHash, touchToken } from "./tokens.store.ts";

const minuteMs = 60_000;

/** Resolves an API token. Null when it is unknown, deleted or expired. */
export async function authenticateApiToken(
  db: Database,
  platform: Platform,
  { token, isWatching = false }: { token: string; isWatching?: boolean },
): Promise<ApiTokenPrincipal | null> {
  const now = platform.clock.now();
  const row = await findTokenByHash(forLookups(db), hashToken(token));
  if (!row || (row.expires_at !== null && row.expires_at <= now)) return null;

  if (!isWatching && (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= minuteMs))
    await touchToken(db, row.profile_id, row.id, now);
  return {
    kind: "api_token",
    id: row.id,
    name: row.name,
    profileId: row.profile_id,
    permission: row.permission,
    expiresAt: row.expires_at,
    restrictions: [
      ...restrictionsOfProfile(row.profile_id, readSecurity(row.profile_id, row.security)),
      ...readRestrictions(row.restrictions),
    ],
  };
}
