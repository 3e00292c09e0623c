import type { Policy } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { accessErrors } from "./access.errors.ts";
import { clearPendingRevert, findPolicyForUpdate } from "./policies.store.ts";
import { policyObject, toPolicy } from "./to-policy.ts";

/** Keeps a policy that would otherwise go back by itself. */
export async function confirmPolicy(ctx: Context, policyId: string): Promise<Policy> {
  return transact(ctx.db, async (tx) => {
    const stored = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
      findPolicyForUpdate(tx, ctx.profileId, policyId, filter),
    );
    const isPending = stored.revert_at !== null && stored.revert_at > ctx.platform.clock.now();
    if (!isPending) throw accessErrors.nothing_pending();

    const row = await clearPendingRevert(tx, stored);
    if (!row) throw accessErrors.nothing_pending();
    await recordAuditEntry(tx, ctx, { action: "policy.confirmed", object: policyObject(row) });
    return toPolicy(row);
  });
}
