import type { PolicyVersionBody } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import { fullAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findVersion, revertActor as actor, revertReason as reason } from "../versions/index.ts";
import { clearPendingRevert, listDueReverts, type PolicyRow } from "./policies.store.ts";
import type { PolicySets } from "./policy-sets.ts";
import { deletePolicy, updatePolicy } from "./save-policy.ts";
import { policyObject } from "./to-policy.ts";

/**
 * Takes back what nobody has confirmed in time, on whichever node comes first: the version that was read is named, so that
 * a second node, or somebody who saves at the same moment, finds that the other was there before.
 */
export async function revertDuePolicies(ctx: Context, policySets: PolicySets): Promise<void> {
  for (const row of await listDueReverts(ctx.db, ctx.platform.clock.now())) {
    const within: Context = { ...ctx, profileId: row.profile_id, access: fullAccess };
    try {
      await revertPolicy(within, policySets, row);
    } catch (error) {
      // What it was may be impossible by now, e.g. when it names something deleted. It then stays, and the logs say so.
      const isStillThere = await keepAsItIs(within, row);
      if (isStillThere) ctx.platform.log.error("a policy could not go back to its version before", { policyId: row.id, error });
    }
  }
}

async function revertPolicy(ctx: Context, policySets: PolicySets, row: PolicyRow): Promise<void> {
  const overrides: ("self_settable_key" | "policy_test_failed")[] = ["self_settable_key", "policy_test_failed"];
  if (row.revert_version === null) {
    await deletePolicy(ctx, policySets, { policyId: row.id, reason, overrides, managedBy: row.managed_by, confirmName: row.name });
    return;
  }
  const found = await findVersion(ctx.db, ctx.profileId, { type: "policy", id: row.id, version: row.revert_version });
  if (!found) throw new Error(`there is no version ${row.revert_version}`);
  const body = found.body as PolicyVersionBody;
  await updatePolicy(ctx, policySets, {
    policyId: row.id,
    version: row.version,
    body: { ...body, reason, overrides, managedBy: row.managed_by, confirmName: body.name },
    restoredFrom: row.revert_version,
  });
}

/** False when another node, or somebody who saved, was there before. */
async function keepAsItIs(ctx: Context, stored: PolicyRow): Promise<boolean> {
  return transact(ctx.db, async (tx) => {
    const row = await clearPendingRevert(tx, stored);
    if (!row) return false;
    await recordAuditEntry(tx, ctx, { action: "policy.reverted", object: policyObject(row), result: "refused", reason, actor });
    return true;
  });
}
