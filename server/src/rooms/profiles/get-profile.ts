import type { Page, Profile } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findProfile, listProfileRows } from "./profiles.store.ts";
import { toProfile } from "./to-profile.ts";

export async function getProfile(ctx: Context): Promise<Profile> {
  const row = await findProfile(ctx.db, ctx.profileId);
  if (!row) throw httpErrors.not_found();
  return toProfile(row);
}

/** The profiles an administrator works in: all of them for a super administrator. */
export async function listProfiles(ctx: Context): Promise<Page<Profile>> {
  const { principal } = ctx;
  const isEverything = principal.kind === "command_line" || (principal.kind === "administrator" && principal.isSuper);
  const ids = principal.kind === "administrator" ? principal.profileIds : [];

  const rows = await listProfileRows(ctx.db, isEverything ? null : ids);
  return { items: rows.map(toProfile), nextCursor: null, total: { count: rows.length, isCapped: false } };
}
