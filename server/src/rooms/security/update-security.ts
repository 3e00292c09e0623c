import type { SecuritySettings } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findSecurity, type VersionedSecurity } from "./get-security.ts";
import { securityErrors } from "./security.errors.ts";
import { storeSettingsRow } from "./security.store.ts";

export interface SecurityChange {
  version: number;
  settings: SecuritySettings;
  confirmLockOut: boolean;
}

/** Replaces the settings of a profile, or of the console. Refused when somebody else changed them meanwhile. */
export async function updateSecurity(ctx: Context, change: SecurityChange): Promise<VersionedSecurity> {
  const { profileId } = ctx;
  return transact(ctx.db, async (tx) => {
    const { version, settings: before } = await findSecurity(tx, profileId);
    if (version !== change.version) throw securityErrors.version_conflict({ extra: { version } });

    const after = change.settings;
    await ctx.events.emit(tx, "security.changing", { ctx, profileId, before, after, confirmLockOut: change.confirmLockOut });
    const row = { profileId, settings: JSON.stringify(after), version: version + 1, now: ctx.platform.clock.now() };
    if (!(await storeSettingsRow(tx, row))) throw securityErrors.version_conflict();

    const profile = profileId === deploymentId ? undefined : await findProfile(tx, profileId);
    await recordAuditEntry(tx, ctx, {
      action: "security.updated",
      object: { type: "security_settings", id: profileId, name: profile?.name ?? "Console" },
      profileId,
      before: { ...before },
      after: { ...after },
    });
    return { version: row.version, settings: after };
  });
}
