import type { Profile, SignupSettings } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { explainTakenSlug } from "./create-profile.ts";
import { findProfileForUpdate, updateProfileRow } from "./profiles.store.ts";
import { toProfile } from "./to-profile.ts";

export interface ProfileChanges {
  name?: string | undefined;
  slug?: string | undefined;
  timeZone?: string | undefined;
  language?: string | undefined;
  signup?: SignupSettings | undefined;
}

/** Changes a profile's settings. Refuses a portal address that another profile has. */
export async function updateProfile(ctx: Context, changes: ProfileChanges): Promise<Profile> {
  return transact(ctx.db, async (tx) => {
    const stored = await findProfileForUpdate(tx, ctx.profileId);
    if (!stored) throw httpErrors.not_found();

    const row = await updateProfileRow(tx, ctx.profileId, {
      name: changes.name ?? stored.name,
      slug: changes.slug ?? stored.slug,
      time_zone: changes.timeZone ?? stored.time_zone,
      language: changes.language ?? stored.language,
      signup: JSON.stringify(changes.signup ?? stored.signup),
      updated_at: ctx.platform.clock.now(),
    });
    const [before, after] = [toProfile(stored), toProfile(row)];
    await recordAuditEntry(tx, ctx, {
      action: "profile.updated",
      object: { type: "profile", id: row.id, name: row.name },
      before: { ...before, updatedAt: null },
      after: { ...after, updatedAt: null },
    });
    return after;
  }).catch(explainTakenSlug);
}
