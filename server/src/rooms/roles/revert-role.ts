import type { Role, RoleBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { revertDue, revertReason as reason } from "../versions/index.ts";
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

/** Takes back what nobody has confirmed in time. */
export async function revertDueRoles(ctx: Context): Promise<void> {
  await revertDue<RoleRow>(ctx, {
    type: "role",
    rows: await listDueReverts(ctx.db, ctx.platform.clock.now()),
    revert: (within, { id: roleId, version, managed_by: managedBy }, before) => {
      const body = before.body as RoleBody;
      const save = { ...body, managedBy, reason, confirmName: body.name };
      return updateRole(within, { roleId, version, body: save, restoredFrom: before.version });
    },
    clear: clearPendingRevert,
    objectOf: roleObject,
  });
}
