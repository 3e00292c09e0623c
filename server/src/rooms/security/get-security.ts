import { securitySettings, type SecuritySettings } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findSettingsRow } from "./security.store.ts";

export interface VersionedSecurity {
  version: number;
  settings: SecuritySettings;
}

/** The settings of a profile, or of the console for the deployment's own id; defaults, version 1, where nobody changed any. */
export async function findSecurity(connection: Connection, profileId: string): Promise<VersionedSecurity> {
  const row = await findSettingsRow(connection, profileId);
  return { version: row?.version ?? 1, settings: toSecuritySettings(row?.settings ?? null) };
}

export async function getSecuritySettings(connection: Connection, profileId: string): Promise<SecuritySettings> {
  return (await findSecurity(connection, profileId)).settings;
}

/** Of what a row holds, as other rooms read it in a query of their own. Settings that are newer than the row have their default. */
export function toSecuritySettings(stored: Partial<SecuritySettings> | null): SecuritySettings {
  return securitySettings.parse(stored ?? {});
}

export async function getSecurity(ctx: Context): Promise<VersionedSecurity> {
  return findSecurity(ctx.db, ctx.profileId);
}
