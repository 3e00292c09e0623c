import type { Restrictions } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findSecurity, updateSecurity } from "../security/index.ts";
import { findUserByEmail } from "../users/index.ts";
import { putRestrictions } from "./own-restrictions.ts";
import { isAnythingRestricted } from "./restrictions.rules.ts";
import { findRestrictions } from "./restrictions.store.ts";

/** What was changed; nothing where nothing kept anybody out. */
export interface Lifted {
  /** Rules about addresses, countries and hours, which now only watch. */
  restrictions: boolean;
  /** New devices no longer wait for an approval. */
  devices: boolean;
}

/**
 * Lets everybody in again whom the rules of a profile, or of the console, keep out: for whoever holds the machine and is among
 * them. The rules stay and only watch, so that they can be mended rather than written anew.
 */
export async function liftRestrictions(ctx: Context): Promise<Lifted> {
  const { version, settings } = await findSecurity(ctx.db, ctx.profileId);
  const lifted = { restrictions: isKeepingOut(settings.restrictions), devices: settings.devices.onlyApproved };
  if (!lifted.restrictions && !lifted.devices) return lifted;

  const after = {
    ...settings,
    restrictions: { ...settings.restrictions, mode: "monitor" as const },
    devices: { ...settings.devices, onlyApproved: false },
  };
  await updateSecurity(ctx, { version, settings: after, confirmLockOut: true });
  return lifted;
}

/** The same with the rules of one administrator; null when there is no such person. */
export async function liftRestrictionsOfAdministrator(ctx: Context, email: string): Promise<Lifted | null> {
  const user = await findUserByEmail(ctx.db, deploymentId, email);
  if (!user) return null;

  const owner = { profileId: deploymentId, type: "administrator", id: user.id } as const;
  const row = await findRestrictions(ctx.db, owner);
  if (!row?.rules || !isKeepingOut(row.rules)) return { restrictions: false, devices: false };

  const restrictions = { ...row.rules, mode: "monitor" as const };
  await putRestrictions(ctx, owner, { restrictions, confirmLockOut: true, version: row.version });
  return { restrictions: true, devices: false };
}

function isKeepingOut(rules: Restrictions): boolean {
  return rules.mode === "enforce" && isAnythingRestricted(rules);
}
