import type { Page, Profile } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { Principal } from "../../http/principal.ts";
import { findProfile, listProfileRows } from "./profiles.store.ts";
import { toProfile } from "./to-profile.ts";

export async function getProfile(ctx: Context): Promise<Profile> {
  const row = await findProfile(ctx.db, ctx.profileId);
  if (!row) throw httpErrors.not_found();
  return toProfile(row);
}

/**
 * The profiles that whoever is signed in to the console works in: all of them for a super administrator. Where roles and
 * policies limit them, the sign-up form is left out: its hidden fields decide access, and reading them is a right of its own.
 */
export async function listProfiles(ctx: Context): Promise<Page<Profile>> {
  const { principal } = ctx;
  const isEverything = principal.kind === "command_line" || (principal.kind === "administrator" && principal.isSuper);
  const { full, limited } = profilesOf(principal);

  const rows = await listProfileRows(ctx.db, isEverything ? null : [...full, ...limited]);
  const items = rows.map((row) => (isEverything || full.includes(row.id) ? toProfile(row) : withoutSignup(toProfile(row))));
  return { items, nextCursor: null, total: { count: rows.length, isCapped: false } };
}

function profilesOf(principal: Principal): { full: string[]; limited: string[] } {
  if (principal.kind === "run_user") return { full: [], limited: [principal.profileId] };
  if (principal.kind !== "administrator") return { full: [], limited: [] };
  return { full: principal.profileIds, limited: principal.limitedProfiles.map((each) => each.profileId) };
}

function withoutSignup(profile: Profile): Profile {
  return { ...profile, signup: { ...profile.signup, fields: [] } };
}
