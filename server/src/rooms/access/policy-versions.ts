import type {
  DeletedObject,
  ObjectVersion,
  Page,
  Policy,
  PolicyOverride,
  PolicyVersion,
  PolicyVersionBody,
  VersionDifference,
} from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { compareBodies, findLatestVersion, findVersion, listDeleted, listVersions, type StoredVersion } from "../versions/index.ts";
import { describePolicyPart } from "./describe-policy.ts";
import { findPolicy } from "./policies.store.ts";
import { toStoredTags } from "../../database/tags.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { raiseAccessRevision } from "../profiles/index.ts";
import { accessErrors } from "./access.errors.ts";
import { checkSave } from "./check-save.ts";
import { insertWithVersion, updatePolicy } from "./save-policy.ts";
import { toPolicy } from "./to-policy.ts";

/** Versions of a policy, newest first; of a deleted one too. */
export async function listPolicyVersions(
  ctx: Context,
  { policyId, ...page }: { policyId: string; limit: number; cursor?: string | undefined },
): Promise<Page<ObjectVersion>> {
  await requireVisible(ctx, policyId);
  return listVersions(ctx.db, ctx.profileId, { type: "policy", id: policyId, ...page });
}

export async function getPolicyVersion(ctx: Context, wanted: { policyId: string; version: number }): Promise<PolicyVersion> {
  await requireVisible(ctx, wanted.policyId);
  const { id: _id, ...version } = await readVersion(ctx, wanted);
  return { ...version, body: version.body as PolicyVersionBody };
}

export async function comparePolicyVersions(
  ctx: Context,
  { policyId, from, to }: { policyId: string; from: number; to: number },
): Promise<VersionDifference> {
  await requireVisible(ctx, policyId);
  const [earlier, later] = await Promise.all([readVersion(ctx, { policyId, version: from }), readVersion(ctx, { policyId, version: to })]);
  return { from, to, ...compareBodies(inReadingOrder(earlier.body), inReadingOrder(later.body), describePolicyPart) };
}

export async function listDeletedPolicies(
  ctx: Context,
  query: { search?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<DeletedObject>> {
  return listDeleted(ctx.db, ctx.profileId, { type: "policy", filter: ctx.access.filter("access_management", "access"), ...query });
}

export interface Restoring {
  policyId: string;
  version: number;
  /** The version that the caller saw last. */
  currentVersion: number;
  reason?: string | undefined;
  overrides: PolicyOverride[];
  confirmName?: string | undefined;
}

/** Makes a new version with an old body, checked as a save of today; a deleted policy comes back under its id. */
export async function restorePolicyVersion(ctx: Context, restoring: Restoring): Promise<Policy> {
  const { policyId, version, currentVersion, ...saving } = restoring;
  await requireVisible(ctx, policyId);
  const body = (await readVersion(ctx, { policyId, version })).body as PolicyVersionBody;

  const isStored = (await findPolicy(ctx.db, ctx.profileId, policyId, { kind: "all" })) !== undefined;
  // Who keeps the policy is not part of what it says: a restore does not hand it over.
  const { managedBy: _then, ...rules } = body;
  if (isStored) return updatePolicy(ctx, { policyId, version: currentVersion, body: { ...rules, ...saving }, restoredFrom: version });
  return restoreDeleted(ctx, { ...restoring, body });
}

async function restoreDeleted(ctx: Context, restoring: Restoring & { body: PolicyVersionBody }): Promise<Policy> {
  const { policyId, version: restoredFrom, currentVersion, ...saving } = restoring;
  const body = { ...restoring.body, managedBy: null };
  requireCreatable(ctx, "access_management", toStoredTags(body.tags));

  return transact(ctx.db, async (tx) => {
    // Raising the revision locks the profile: of two restores at once the second finds the policy back in store.
    const revision = await raiseAccessRevision(tx, ctx.profileId);
    const latest = await findLatestVersion(tx, ctx.profileId, { type: "policy", id: policyId });
    if (!latest) throw httpErrors.not_found();
    if (latest.version !== currentVersion || latest.change !== "deleted") {
      throw accessErrors.version_conflict({
        detail: `${latest.author} saved version ${latest.version} meanwhile.`,
        extra: { changedBy: latest.author },
      });
    }
    await checkSave(tx, ctx, { stored: null, body, saving });
    const row = await insertWithVersion(tx, ctx, {
      id: policyId,
      version: currentVersion + 1,
      body,
      revision,
      change: "restored",
      saving,
      restoredFrom,
    });
    return toPolicy(row);
  });
}

async function readVersion(ctx: Context, { policyId, version }: { policyId: string; version: number }): Promise<StoredVersion> {
  const found = await findVersion(ctx.db, ctx.profileId, { type: "policy", id: policyId, version });
  if (!found) throw httpErrors.not_found();
  return found;
}

/** Stored fields come in whatever order the database likes; a person reads a policy from its name on. */
function inReadingOrder(body: unknown) {
  const { name, description, status, targets, permissions, conditions, tags, tests, managedBy } = body as PolicyVersionBody;
  return { name, description, status, targets, permissions, conditions, tags, tests, managedBy };
}

/** Versions may be seen by whoever may see the policy; once it is deleted, by its last tags. */
async function requireVisible(ctx: Context, policyId: string): Promise<void> {
  const latest = await findLatestVersion(ctx.db, ctx.profileId, { type: "policy", id: policyId });
  const tags = toStoredTags((latest?.body as PolicyVersionBody | undefined)?.tags ?? []);
  if (!latest || !ctx.access.allows("access_management", "access", { id: policyId, tags })) throw httpErrors.not_found();
}
