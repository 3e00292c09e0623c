import { forLookups, type Database } from "../../database/database.ts";
import type { DevicePrincipal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { readRestrictions, restrictionsOfProfileForDevices } from "../restrictions/index.ts";
import { readSecurity } from "../security/index.ts";
import { findDeviceByFurtherToken } from "./device-tokens.store.ts";
import { findDeviceByTokenHash } from "./devices.store.ts";

/** Resolves a device token; null when it is unknown, has expired, or was renewed. Its own may do everything. */
export async function authenticateDevice(db: Database, platform: Platform, token: string): Promise<DevicePrincipal | null> {
  const hash = hashToken(token);
  const own = await findDeviceByTokenHash(forLookups(db), hash);
  const found = own ? { ...own, permission: "full" as const } : await findDeviceByFurtherToken(forLookups(db), hash, platform.clock.now());
  if (!found) return null;

  const { id, name, profile_id: profileId, permission } = found;
  const ofProfile = restrictionsOfProfileForDevices(profileId, readSecurity(profileId, found.security));
  return { kind: "device", id, name, profileId, permission, restrictions: [...ofProfile, ...readRestrictions(found.restrictions)] };
}
