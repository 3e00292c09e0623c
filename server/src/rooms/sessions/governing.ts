import type { SecuritySettings } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import type { HeldRestrictions } from "../../http/principal.ts";
import { findWhatGoverns } from "../restrictions/index.ts";
import type { UserRow } from "../users/index.ts";

/** What the profile says about somebody's sessions, and from where and when they may sign in. */
export interface Governing {
  security: SecuritySettings;
  restrictions: readonly HeldRestrictions[];
  /** Roles they hold, inherited ones included; none where no rule speaks about roles. */
  roleIds: readonly string[];
}

/** Read at sign-in, when there is no session yet that every request could read it with. */
export async function findWhatGovernsSession(tx: Tx, ctx: Context, user: UserRow): Promise<Governing> {
  const person = { profileId: user.profile_id, userId: user.id };
  const { security, restrictions } = await findWhatGoverns(tx, person);
  const speaksOfRoles = security.sessions.byRole.length > 0 || restrictions.some(({ ownerType }) => ownerType === "role");
  if (!speaksOfRoles) return { security, restrictions, roleIds: [] };

  const roleIds = new Set<string>();
  await ctx.events.emit(tx, "session.roles_asked", { ...person, address: ctx.source.ip, now: ctx.platform.clock.now(), roleIds });
  const held = restrictions.filter(({ ownerType, ownerId }) => ownerType !== "role" || roleIds.has(ownerId));
  return { security, restrictions: held, roleIds: [...roleIds] };
}
