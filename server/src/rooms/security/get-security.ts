import { securitySettings, type SecuritySettings } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findSettingsRow, listRowsWithPasswordAge, listRowsWithSecondFactorDue } from "./security.store.ts";

export interface VersionedSecurity {
  version: number;
  settings: SecuritySettings;
}

/** The settings of a profile, or of the console for the deployment's own id; defaults, version 1, where nobody changed any. */
export async function findSecurity(connection: Connection, profileId: string): Promise<VersionedSecurity> {
  const row = await findSettingsRow(connection, profileId);
  return { version: row?.version ?? 1, settings: toSecuritySettings(row?.settings ?? null) };
}

/** Every profile, and the console, whose second factor will be required within a time. */
export async function listWhereSecondFactorIsDue(
  connection: Connection,
  within: { after: Date; until: Date },
): Promise<{ profileId: string; settings: SecuritySettings }[]> {
  const rows = await listRowsWithSecondFactorDue(connection, within);
  return rows.map((row) => ({ profileId: row.profile_id, settings: toSecuritySettings(row.settings) }));
}

/** Every profile, and the console, where passwords expire, with after how many days. */
export async function listPasswordAges(connection: Connection): Promise<{ profileId: string; ageDaysMax: number }[]> {
  const rows = await listRowsWithPasswordAge(connection);
  return rows.flatMap((row) => {
    const { ageDaysMax } = toSecuritySettings(row.settings).passwords;
    return ageDaysMax === null ? [] : [{ profileId: row.profile_id, ageDaysMax }];
  });
}

/** Of what a row holds, as other rooms read it in a query of their own. Settings that are newer than the row have their default. */
export function toSecuritySettings(stored: Partial<SecuritySettings> | null): SecuritySettings {
  return securitySettings.parse(stored ?? {});
}

export async function getSecurity(ctx: Context): Promise<VersionedSecurity> {
  return findSecurity(ctx.db, ctx.profileId);
}
