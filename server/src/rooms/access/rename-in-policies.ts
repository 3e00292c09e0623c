import { isDeepStrictEqual } from "node:util";
import type { TagRename } from "@latchkey/contract";
import type { Connection, Tx } from "../../database/database.ts";
import { toStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { actorOf } from "../audit/index.ts";
import { renameInPermissions, renameInTargets, renameInTests, renameTags } from "../tag-keys/index.ts";
import { nothingPending, recordVersion } from "../versions/index.ts";
import { listAllPolicyRows, updatePolicyRow, type PolicyRow } from "./policies.store.ts";
import { policyBodyOf } from "./to-policy.ts";

/** Policies that speak of the old name: in a rule, a test or a tag of their own. */
export async function listPoliciesToRename(connection: Connection, profileId: string, rename: TagRename): Promise<PolicyRow[]> {
  const rows = await listAllPolicyRows(connection, profileId);
  return rows.filter((row) => !isDeepStrictEqual(renamedBody(row, rename), policyBodyOf(row)));
}

/** Renames a tag key or value in policies; the caller has raised the access revision and writes the audit entry. */
export async function renameInPolicies(
  tx: Tx,
  ctx: Context,
  { rename, accessRevision, reason }: { rename: TagRename; accessRevision: number; reason: string | undefined },
): Promise<number> {
  const rows = await listPoliciesToRename(tx, ctx.profileId, rename);
  for (const stored of rows) {
    const body = renamedBody(stored, rename);
    const row = await updatePolicyRow(tx, ctx.profileId, stored.id, {
      targets: JSON.stringify(body.targets),
      permissions: JSON.stringify(body.permissions),
      tests: JSON.stringify(body.tests),
      tags: toStoredTags(body.tags),
      version: stored.version + 1,
      access_revision: accessRevision,
      updated_at: ctx.platform.clock.now(),
      updated_by: actorOf(ctx.principal).name,
      // The version that was to come back speaks of the old name: it would undo the rename.
      ...nothingPending,
    });
    await recordVersion(tx, ctx, {
      type: "policy",
      id: row.id,
      version: row.version,
      change: "updated",
      name: row.name,
      body: policyBodyOf(row),
      reason,
    });
  }
  return rows.length;
}

function renamedBody(row: PolicyRow, rename: TagRename) {
  const body = policyBodyOf(row);
  return {
    ...body,
    targets: renameInTargets(body.targets, rename),
    permissions: renameInPermissions(body.permissions, rename),
    tests: renameInTests(body.tests, rename),
    tags: renameTags(body.tags, rename),
  };
}
