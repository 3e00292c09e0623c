import type { ObjectVersion, Page, Role, RoleBody, RoleVersion } from "@latchkey/contract";
import type { Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findVersion, listVersions } from "../versions/index.ts";
import { getRole } from "./get-role.ts";
import { updateRole } from "./save-role.ts";

/** Versions of a role, newest first, for whoever may see the role. */
export async function listRoleVersions(
  ctx: Context,
  { roleId, ...page }: { roleId: string; limit: number; cursor?: string | undefined },
): Promise<Page<ObjectVersion>> {
  const { id } = await getRole(ctx, roleId);
  return listVersions(ctx.db, ctx.profileId, { type: "role", id, ...page });
}

export async function getRoleVersion(ctx: Context, { roleId, version }: { roleId: string; version: number }): Promise<RoleVersion> {
  const role = await getRole(ctx, roleId);
  const found = await findVersion(ctx.db, ctx.profileId, { type: "role", id: role.id, version });
  if (!found) throw httpErrors.not_found();
  const { id: _id, body, ...about } = found;
  return { ...about, body: body as RoleVersion["body"] };
}

export interface RoleRestoring extends Consent {
  roleId: string;
  version: number;
  /** The version that the caller saw last. */
  currentVersion: number;
}

/** Makes a new version with an old body, checked as a save of today. */
export async function restoreRoleVersion(ctx: Context, { roleId, version, currentVersion, ...consent }: RoleRestoring): Promise<Role> {
  const { body } = await getRoleVersion(ctx, { roleId, version });
  // Who keeps the role is not part of what it says: a restore does not hand it over.
  const { managedBy: _then, ...said } = body;
  const rules: RoleBody = said;
  return updateRole(ctx, { roleId, version: currentVersion, body: { ...rules, ...consent }, restoredFrom: version });
}
