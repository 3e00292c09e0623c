import type { Role, RoleBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import { fullAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findVersion, revertActor as actor, revertReason as reason } from "../versions/index.ts";
import { withAssignmentCount } from "./get-role.ts";
import { roleErrors } from "./roles.errors.ts";
import { clearPendingRevert, findRoleForUpdate, listDueReverts, type RoleRow } from "./roles.store.ts";
import { updateRole } from "./save-role.ts";
import { roleObject } from "./to-role.ts";

/** Keeps a role that would otherwise go back by itself. */
export async function confirmRole(ctx: Context, roleId: string): Promise<Role> {
  return transact(ctx.db, async (tx) => {
    const stored = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findRoleForUpdate(tx, ctx.profileId, roleId, filter),
    );
    const isPending = stored.revert_at !== null && stored.revert_at > ctx.platform.clock.now();
    const row = isPending ? await clearPendingRevert(tx, stored) : undefined;
    if (!row) throw roleErrors.nothing_pending();

    await recordAuditEntry(tx, ctx, { action: "role.confirmed", object: roleObject(row) });
    return withAssignmentCount(tx, row, ctx.platform.clock.now());
  });
}

/** Takes back what nobody has confirmed in time; as with policies, the version that was read decides who was there before. */
export async function revertDueRoles(ctx: Context): Promise<void> {
  for (const row of await listDueReverts(ctx.db, ctx.platform.clock.now())) {
    const within: Context = { ...ctx, profileId: row.profile_id, access: fullAccess };
    try {
      await revertRole(within, row);
    } catch (error) {
      // What it was may be impossible by now, e.g. including a role that is gone. It then stays, and the logs say so.
      const isStillThere = await keepAsItIs(within, row);
      if (isStillThere) ctx.platform.log.error("a role could not go back to its version before", { roleId: row.id, error });
    }
  }
}

async function revertRole(ctx: Context, { id: roleId, version, revert_version, managed_by: managedBy }: RoleRow): Promise<void> {
  const found = await findVersion(ctx.db, ctx.profileId, { type: "role", id: roleId, version: revert_version ?? 0 });
  if (!found) throw new Error(`there is no version ${revert_version}`);
  const body = found.body as RoleBody;
  const save = { ...body, managedBy, reason, confirmName: body.name };
  await updateRole(ctx, { roleId, version, body: save, restoredFrom: found.version });
}

/** False when another node, or somebody who saved, was there before. */
async function keepAsItIs(ctx: Context, stored: RoleRow): Promise<boolean> {
  return transact(ctx.db, async (tx) => {
    const row = await clearPendingRevert(tx, stored);
    if (!row) return false;
    await recordAuditEntry(tx, ctx, { action: "role.reverted", object: roleObject(row), result: "refused", reason, actor });
    return true;
  });
}
