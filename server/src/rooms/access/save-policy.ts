import type { Policy, PolicyBody } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { accessErrors } from "./access.errors.ts";
import { refuseDeadRules } from "./check-rules.ts";
import { deletePolicyRow, findPolicyForUpdate, insertPolicy, updatePolicyRow } from "./policies.store.ts";
import { auditedPolicy, policyObject, toPolicy } from "./to-policy.ts";

/** Creates a policy; active ones decide from the next request on, on every node. Refuses rules that can never fire. */
export async function createPolicy(ctx: Context, input: PolicyBody): Promise<Policy> {
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await refuseDeadRules(tx, ctx.profileId, input);
    const row = await insertPolicy(tx, {
      ...columnsOf(input),
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      version: 1,
      access_revision: await raiseAccessRevision(tx, ctx.profileId),
      created_at: now,
      updated_at: now,
      updated_by: actorOf(ctx.principal).name,
    });
    await recordAuditEntry(tx, ctx, { action: "policy.created", object: policyObject(row), after: auditedPolicy(row) });
    return toPolicy(row);
  });
}

export interface PolicySave {
  policyId: string;
  /** The version that was read; a newer one in store is a conflict. */
  version: number;
  body: PolicyBody;
}

/** Replaces a policy. When somebody saved it meanwhile, nothing is overwritten: the stored policy comes back instead. */
export async function updatePolicy(ctx: Context, { policyId, version, body }: PolicySave): Promise<Policy> {
  return transact(ctx.db, async (tx) => {
    const stored = await findPolicyForUpdate(tx, ctx.profileId, policyId);
    if (!stored) throw httpErrors.not_found();
    if (stored.version !== version) {
      throw accessErrors.version_conflict({
        detail: `${stored.updated_by} saved version ${stored.version} while you were editing version ${version}.`,
        extra: { current: toPolicy(stored), changedBy: stored.updated_by },
      });
    }

    await refuseDeadRules(tx, ctx.profileId, body);
    const row = await updatePolicyRow(tx, ctx.profileId, policyId, {
      ...columnsOf(body),
      version: stored.version + 1,
      access_revision: await raiseAccessRevision(tx, ctx.profileId),
      updated_at: ctx.platform.clock.now(),
      updated_by: actorOf(ctx.principal).name,
    });
    await recordAuditEntry(tx, ctx, {
      action: "policy.updated",
      object: policyObject(row),
      before: auditedPolicy(stored),
      after: auditedPolicy(row),
    });
    return toPolicy(row);
  });
}

/** Deletes a policy; it stops deciding on the next request, on every node. */
export async function deletePolicy(ctx: Context, policyId: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const stored = await findPolicyForUpdate(tx, ctx.profileId, policyId);
    if (!stored) throw httpErrors.not_found();

    await deletePolicyRow(tx, ctx.profileId, policyId, await raiseAccessRevision(tx, ctx.profileId));
    await recordAuditEntry(tx, ctx, { action: "policy.deleted", object: policyObject(stored), before: auditedPolicy(stored) });
    return null;
  });
}

function columnsOf(input: PolicyBody) {
  return {
    name: input.name,
    description: input.description,
    status: input.status,
    targets: JSON.stringify(input.targets),
    permissions: JSON.stringify(input.permissions),
    tags: toStoredTags(input.tags),
  };
}
