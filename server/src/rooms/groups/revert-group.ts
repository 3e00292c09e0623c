import type { Group, GroupBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { revertDue, revertReason as reason } from "../versions/index.ts";
import { withMemberCount } from "./get-group.ts";
import { groupErrors } from "./groups.errors.ts";
import { clearPendingRevert, findGroupForUpdate, listDueReverts, type GroupRow } from "./groups.store.ts";
import { updateGroup } from "./save-group.ts";
import { groupObject } from "./to-group.ts";

/** Keeps a group that would otherwise go back by itself. */
export async function confirmGroup(ctx: Context, groupId: string): Promise<Group> {
  return transact(ctx.db, async (tx) => {
    const stored = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findGroupForUpdate(tx, ctx.profileId, groupId, filter),
    );
    const isPending = stored.revert_at !== null && stored.revert_at > ctx.platform.clock.now();
    const row = isPending ? await clearPendingRevert(tx, stored) : undefined;
    if (!row) throw groupErrors.nothing_pending();

    await recordAuditEntry(tx, ctx, { action: "group.confirmed", object: groupObject(row) });
    return withMemberCount(tx, row);
  });
}

/** Takes back what nobody has confirmed in time. */
export async function revertDueGroups(ctx: Context): Promise<void> {
  await revertDue<GroupRow>(ctx, {
    type: "group",
    rows: await listDueReverts(ctx.db, ctx.platform.clock.now()),
    revert: (within, { id: groupId, version, managed_by: managedBy }, before) => {
      const body = before.body as GroupBody;
      const save = { ...body, managedBy, reason, confirmName: body.name };
      return updateGroup(within, { groupId, version, body: save, restoredFrom: before.version });
    },
    clear: clearPendingRevert,
    objectOf: groupObject,
  });
}
