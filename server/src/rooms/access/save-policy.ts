import type { Policy, PolicyOverride, PolicySaveBody, PolicyVersionBody, VersionChange } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed, requireCreatable, requireRetaggable } from "../../http/find-allowed.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { recordVersion, revertColumns } from "../versions/index.ts";
import { accessErrors } from "./access.errors.ts";
import { checkSave, type Saving } from "./check-save.ts";
import { deletePolicyRow, findPolicyForUpdate, insertPolicy, updatePolicyRow, type PolicyRow } from "./policies.store.ts";
import { auditedPolicy, policyBodyOf, policyObject, toPolicy } from "./to-policy.ts";

/** Creates a policy; active ones decide from the next request on, on every node. Refuses rules that can never fire. */
export async function createPolicy(ctx: Context, input: PolicySaveBody & { id?: string }): Promise<Policy> {
  const body = mergeBody(input, null);
  requireCreatable(ctx, "access_management", toStoredTags(body.tags));

  return transact(ctx.db, async (tx) => {
    const revision = await raiseAccessRevision(tx, ctx.profileId);
    await checkSave(tx, ctx, { stored: null, body, saving: input });
    const id = givenOrNewId(ctx, input.id);
    return toPolicy(await insertWithVersion(tx, ctx, { id, version: 1, body, revision, change: "created", saving: input }));
  });
}

export interface PolicySave {
  policyId: string;
  /** The version that was read; a newer one in store is a conflict. */
  version: number;
  body: PolicySaveBody;
  /** The version whose body is taken. */
  restoredFrom?: number;
}

/** Replaces a policy. When somebody saved it meanwhile, nothing is overwritten: the stored policy comes back instead. */
export async function updatePolicy(ctx: Context, save: PolicySave): Promise<Policy> {
  return transact(ctx.db, async (tx) => toPolicy(await replacePolicy(tx, ctx, save)));
}

async function replacePolicy(tx: Tx, ctx: Context, save: PolicySave): Promise<PolicyRow> {
  const { policyId, version, body: input, restoredFrom } = save;
  // INVARIANT: the revision is raised first. It locks the profile, so that each save is checked against what others wrote.
  const revision = await raiseAccessRevision(tx, ctx.profileId);
  const stored = await findAllowed(ctx, { type: "access_management", action: "edit" }, (filter) =>
    findPolicyForUpdate(tx, ctx.profileId, policyId, filter),
  );
  if (stored.version !== version) {
    throw accessErrors.version_conflict({
      detail: `${stored.updated_by} saved version ${stored.version} while you were editing version ${version}.`,
      extra: { current: toPolicy(stored), changedBy: stored.updated_by },
    });
  }

  const body = mergeBody(input, stored);
  const tags = { before: stored.tags, after: toStoredTags(body.tags) };
  requireRetaggable(ctx, { type: "access_management", action: "edit", id: policyId }, tags);
  await checkSave(tx, ctx, { stored, body, saving: input });

  const row = await updatePolicyRow(tx, ctx.profileId, policyId, {
    ...columnsOf(body),
    ...revertColumns(ctx, input, stored.version),
    version: stored.version + 1,
    access_revision: revision,
    updated_at: ctx.platform.clock.now(),
    updated_by: actorOf(ctx.principal).name,
  });
  const change = restoredFrom === undefined ? "updated" : "restored";
  await keepVersion(tx, ctx, { row, change, saving: input, ...(restoredFrom === undefined ? {} : { restoredFrom }) });
  await ctx.events.emit(tx, "policy.permissions_changed", {
    profileId: ctx.profileId,
    policyId,
    before: stored.permissions,
    after: row.permissions,
  });
  await recordAuditEntry(tx, ctx, {
    action: `policy.${change}`,
    object: policyObject(row),
    before: auditedPolicy(stored),
    after: auditedPolicy(row),
    reason: input.reason ?? null,
  });
  return row;
}

interface NewRow {
  id: string;
  version: number;
  body: PolicyVersionBody;
  revision: number;
  change: VersionChange;
  saving: Saving;
  restoredFrom?: number;
}

/** Writes a policy that is not stored, with its version and its audit entry. */
export async function insertWithVersion(tx: Tx, ctx: Context, { id, version, body, revision, ...rest }: NewRow): Promise<PolicyRow> {
  const now = ctx.platform.clock.now();
  const row = await insertPolicy(tx, {
    ...columnsOf(body),
    ...revertColumns(ctx, rest.saving, null),
    profile_id: ctx.profileId,
    id,
    version,
    access_revision: revision,
    created_at: now,
    uses_since: now,
    updated_at: now,
    updated_by: actorOf(ctx.principal).name,
  });
  await keepVersion(tx, ctx, { row, ...rest });
  const reason = rest.saving.reason ?? null;
  await recordAuditEntry(tx, ctx, { action: `policy.${rest.change}`, object: policyObject(row), after: auditedPolicy(row), reason });
  return row;
}

export interface PolicyDeletion extends Saving {
  policyId: string;
  overrides?: PolicyOverride[] | undefined;
}

/** Deletes a policy; it stops deciding on the next request, on every node. Its versions stay. */
export async function deletePolicy(ctx: Context, { policyId, ...saving }: PolicyDeletion): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const revision = await raiseAccessRevision(tx, ctx.profileId);
    const stored = await findAllowed(ctx, { type: "access_management", action: "delete" }, (filter) =>
      findPolicyForUpdate(tx, ctx.profileId, policyId, filter),
    );
    await checkSave(tx, ctx, { stored, body: null, saving });

    await deletePolicyRow(tx, ctx.profileId, policyId, revision);
    await keepVersion(tx, ctx, { row: { ...stored, version: stored.version + 1 }, change: "deleted", saving });
    await recordAuditEntry(tx, ctx, {
      action: "policy.deleted",
      object: policyObject(stored),
      before: auditedPolicy(stored),
      reason: saving.reason ?? null,
    });
    return null;
  });
}

interface Kept {
  row: PolicyRow;
  change: VersionChange;
  saving: Saving;
  restoredFrom?: number;
}

async function keepVersion(tx: Tx, ctx: Context, { row, change, saving, ...rest }: Kept): Promise<void> {
  await recordVersion(tx, ctx, {
    type: "policy",
    id: row.id,
    version: row.version,
    change,
    name: row.name,
    body: policyBodyOf(row),
    reason: saving.reason,
    overrides: saving.overrides ?? [],
    ...rest,
  });
}

/** Tests and the ownership mark stay as they are when a save leaves them out. */
function mergeBody(input: PolicySaveBody, stored: PolicyRow | null): PolicyVersionBody {
  const { name, description, status, targets, permissions, conditions, tags } = input;
  const tests = input.tests ?? stored?.tests ?? [];
  const managedBy = input.managedBy === undefined ? (stored?.managed_by ?? null) : input.managedBy;
  return { name, description, status, targets, permissions, conditions, tags, tests, managedBy };
}

function columnsOf(body: PolicyVersionBody) {
  return {
    name: body.name,
    description: body.description,
    status: body.status,
    targets: JSON.stringify(body.targets),
    permissions: JSON.stringify(body.permissions),
    conditions: JSON.stringify(body.conditions),
    tests: JSON.stringify(body.tests),
    managed_by: body.managedBy,
    tags: toStoredTags(body.tags),
  };
}
