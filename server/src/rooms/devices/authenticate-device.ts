import type { Database } from "../../database/database.ts";
import type { DevicePrincipal } from "../../http/principal.ts";
import { hashToken } from "../../platform/secret-tokens.ts";
import { findDeviceByTokenHash } from "./devices.store.ts";

/** Resolves a device token; null when it is unknown or was renewed. */
export async function authenticateDevice(db: Database, token: string): Promise<DevicePrincipal | null> {
  const row = await findDeviceByTokenHash(db, hashToken(token));
  return row ? { kind: "device", id: row.id, name: row.name, profileId: row.profile_id } : null;
}
