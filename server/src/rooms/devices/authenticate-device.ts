import type { Database } from "../../database/database.ts";
import type { DevicePrincipal } from "../../http/principal.ts";
import type { Platform } from "../../platform/platform.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { findDeviceByFurtherToken } from "./device-tokens.store.ts";
import { findDeviceByTokenHash } from "./devices.store.ts";

/** Resolves a device token; null when it is unknown, has expired, or was renewed. Its own may do everything. */
export async function authenticateDevice(db: Database, platform: Platform, token: string): Promise<DevicePrincipal | null> {
  const hash = hashToken(token);
  const own = await findDeviceByTokenHash(db, hash);
  if (own) return { kind: "device", id: own.id, name: own.name, profileId: own.profile_id, permission: "full" };

  const further = await findDeviceByFurtherToken(db, hash, platform.clock.now());
  return further ? { kind: "device", ...further } : null;
}
