import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findProfile } from "../profiles/index.ts";
import type { Reading } from "./matches.store.ts";
import type { PolicySets } from "./policy-sets.ts";

/** The rules of the profile as they are now, read at this moment by somebody of whom nothing else is known. */
export async function currentReading(ctx: Context, policySets: PolicySets): Promise<Reading & { accessRevision: number }> {
  const profile = await findProfile(ctx.db, ctx.profileId);
  if (!profile) throw httpErrors.not_found();
  const set = await policySets.get(ctx.profileId, profile.access_revision);
  const circumstances = { now: ctx.platform.clock.now().getTime(), address: null, isDeviceTrusted: false, hasSecondFactor: false };
  return { set, circumstances, accessRevision: profile.access_revision };
}
