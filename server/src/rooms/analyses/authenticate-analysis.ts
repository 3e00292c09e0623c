import { forLookups, type Database } from "../../database/database.ts";
import type { AnalysisPrincipal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { readRestrictions, restrictionsOfProfile } from "../restrictions/index.ts";
import { readSecurity } from "../security/index.ts";
import { findActiveAnalysisByToken, touchAnalysis } from "./analyses.store.ts";

const minuteMs = 60_000;

/** Resolves an analysis token; null when it is unknown, renewed, or the analysis is inactive. */
export async function authenticateAnalysis(
  db: Database,
  platform: Platform,
  { token, isWatching = false }: { token: string; isWatching?: boolean },
): Promise<AnalysisPrincipal | null> {
  const row = await findActiveAnalysisByToken(forLookups(db), hashToken(token));
  if (!row) return null;

  const now = platform.clock.now();
  if (!isWatching && (row.last_used_at === null || now.getTime() - row.last_used_at.getTime() >= minuteMs))
    await touchAnalysis(db, row.profile_id, row.id, now);
  return {
    kind: "analysis",
    id: row.id,
    name: row.name,
    profileId: row.profile_id,
    tags: row.tags,
    accessRevision: row.access_revision,
    restrictions: [
      ...restrictionsOfProfile(row.profile_id, readSecurity(row.profile_id, row.security)),
      ...readRestrictions(row.restrictions),
    ],
  };
}
