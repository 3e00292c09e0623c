import type { Group, GroupBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import { fullAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findVersion, revertActor as actor, revertReason as reason } from "../versions/index.ts";
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

/** Takes back what nobody has confirmed in time; as with policies, the version that was read decides who was there before. */
export async function revertDueGroups(ctx: Context): Promise<void> {
  for (const row of await listDueReverts(ctx.db, ctx.platform.clock.now())) {
    const within: Context = { ...ctx, profileId: row.profile_id, access: fullAccess };
    try {
      await revertGroup(within, row);
    } catch (error) {
      // What it was may be impossible by now, e.g. inside a group that is gone. It then stays, and the logs say so.
      const isStillThere = await keepAsItIs(within, row);
      if (isStillThere) ctx.platform.log.error("a group could not go back to its version before", { groupId: row.id, error });
    }
  }
}

async function revertGroup(ctx: Context, { id: groupId, version, revert_version, managed_by: managedBy }: GroupRow): Promise<void> {
  const found = await findVersion(ctx.db, ctx.profileId, { type: "group", id: groupId, version: revert_version ?? 0 });
  if (!found) throw new Error(`there is no version ${revert_version}`);
  const body = found.body as GroupBody;
  const save = { ...body, managedBy, reason, confirmName: body.name };
  await updateGroup(ctx, { groupId, version, body: save, restoredFrom: found.version });
}

/** False when another node, or somebody who saved, was there before. */
async function keepAsItIs(ctx: Context, stored: GroupRow): Promise<boolean> {
  return transact(ctx.db, async (tx) => {
    const row = await clearPendingRevert(tx, stored);
    if (!row) return false;
    await recordAuditEntry(tx, ctx, { action: "group.reverted", object: groupObject(row), result: "refused", reason, actor });
    return true;
  });
}
