import type { Database } from "../../database/database.ts";
import type { Events } from "../../database/events.ts";
import { noAccess } from "../../http/access.ts";
import type { Context, RequestSource } from "../../http/context.ts";
import type { HeldRestrictions, Principal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { restrictionErrors } from "./restrictions.errors.ts";
import { findRefusal, isCountryNamed, type Refusal } from "./restrictions.rules.ts";

/** A rule that refuses, or would if it were enforced. */
export interface FoundRefusal {
  held: HeldRestrictions;
  refusal: Refusal;
}

/** Every rule that refuses, those that only watch included. */
export function findRefusals(platform: Platform, held: readonly HeldRestrictions[], address: string | null): FoundRefusal[] {
  const now = platform.clock.now().getTime();
  return held.flatMap((each) => {
    const country = isCountryNamed(each.rules) ? platform.countries.countryOf(address) : null;
    const refusal = findRefusal(each.rules, { now, address, country });
    return refusal === null ? [] : [{ held: each, refusal }];
  });
}

export function isEnforced({ held }: FoundRefusal): boolean {
  return held.rules.mode === "enforce";
}

/** For the audit log: which rule it was. The caller is not told. */
export function nameRefusal({ held, refusal }: FoundRefusal): string {
  return `${refusal} by ${held.ownerType} ${held.ownerId}`;
}

export interface RestrictionCheck {
  /** Throws when the caller may not call this profile from this address at this time. */
  requireUnrestricted(principal: Principal, from: { profileId: string; source: RequestSource }): Promise<void>;
}

const noticeMinutes = 10;
const noticesMax = 10_000;

/**
 * Judges every request by the rules that came with its caller. A caller who keeps trying is noted once in ten minutes for each
 * rule and node, so that the audit log is not what a refused loop fills.
 */
export function createRestrictionCheck({ db, platform, events }: { db: Database; platform: Platform; events: Events }): RestrictionCheck {
  const noticed = new Map<string, number>();

  function isNew(key: string): boolean {
    const now = platform.clock.now().getTime();
    if (now - (noticed.get(key) ?? -Infinity) < noticeMinutes * 60_000) return false;
    if (noticed.size >= noticesMax) noticed.clear();
    noticed.set(key, now);
    return true;
  }

  async function note(principal: Principal, found: FoundRefusal, source: RequestSource): Promise<void> {
    const caller = "id" in principal ? `${principal.kind} ${principal.id}` : principal.kind;
    if (!isNew(`${caller}: ${nameRefusal(found)}`)) return;
    const { profileId } = found.held;
    const ctx: Context = { platform, db, events, principal, profileId, access: noAccess, source };
    await recordAuditEntry(db, ctx, {
      action: isEnforced(found) ? "restriction.refused" : "restriction.would_refuse",
      result: isEnforced(found) ? "refused" : "ok",
      reason: nameRefusal(found),
    });
  }

  return {
    requireUnrestricted: async (principal, { profileId, source }) => {
      if (!("restrictions" in principal) || principal.restrictions.length === 0) return;

      const found = findRefusals(platform, reaching(principal, profileId), source.ip);
      for (const each of found) await note(principal, each, source);
      if (found.some(isEnforced)) throw restrictionErrors.not_from_here();
    },
  };
}

/** An administrator's role governs them in its own profile only. */
function reaching(principal: Principal & { restrictions: readonly HeldRestrictions[] }, profileId: string): readonly HeldRestrictions[] {
  if (principal.kind !== "administrator") return principal.restrictions;
  return principal.restrictions.filter((each) => each.ownerType !== "role" || each.profileId === profileId);
}
