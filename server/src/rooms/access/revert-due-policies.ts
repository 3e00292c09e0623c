import type { PolicyVersionBody } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { revertDue, revertReason as reason } from "../versions/index.ts";
import { clearPendingRevert, listDueReverts, type PolicyRow } from "./policies.store.ts";
import { deletePolicy, updatePolicy } from "./save-policy.ts";
import { policyObject } from "./to-policy.ts";

const overrides: ("self_settable_key" | "policy_test_failed")[] = ["self_settable_key", "policy_test_failed"];

/** Takes back what nobody has confirmed in time; a policy that was not there before is deleted. */
export async function revertDuePolicies(ctx: Context): Promise<void> {
  await revertDue<PolicyRow>(ctx, {
    type: "policy",
    rows: await listDueReverts(ctx.db, ctx.platform.clock.now()),
    revert: (within, { id: policyId, version, managed_by: managedBy }, before) => {
      const body = before.body as PolicyVersionBody;
      const save = { ...body, reason, overrides, managedBy, confirmName: body.name };
      return updatePolicy(within, { policyId, version, body: save, restoredFrom: before.version });
    },
    remove: (within, { id: policyId, managed_by: managedBy, name: confirmName }) =>
      deletePolicy(within, { policyId, reason, overrides, managedBy, confirmName }),
    clear: clearPendingRevert,
    objectOf: policyObject,
  });
}
