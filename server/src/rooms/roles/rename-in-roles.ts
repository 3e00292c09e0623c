import type { TagRename } from "@latchkey/contract";
import { isDeepStrictEqual } from "node:util";
import type { Connection, Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { renameInPermissions } from "../tag-keys/index.ts";
import { nothingPending, recordVersion } from "../versions/index.ts";
import { listAllRoles, updateRoleRow, type RoleRow } from "./roles.store.ts";
import { versionOf } from "./save-role.ts";

/** Custom roles whose permissions speak of the old name; built-in ones name no tag. */
export async function listRolesToRename(connection: Connection, profileId: string, rename: TagRename): Promise<RoleRow[]> {
  const rows = await listAllRoles(connection, profileId);
  return rows.filter((row) => row.built_in === null && !isDeepStrictEqual(renameInPermissions(row.permissions, rename), row.permissions));
}

/** Renames a tag key or value in roles; the caller has raised the access revision and writes the audit entry. */
export async function renameInRoles(
  tx: Tx,
  ctx: Context,
  { rename, accessRevision, reason }: { rename: TagRename; accessRevision: number; reason: string | undefined },
): Promise<number> {
  const rows = await listRolesToRename(tx, ctx.profileId, rename);
  for (const stored of rows) {
    const row = await updateRoleRow(tx, ctx.profileId, stored.id, {
      includes: stored.includes,
      permissions: JSON.stringify(renameInPermissions(stored.permissions, rename)),
      // What it would go back to speaks of the old name.
      ...nothingPending,
      version: stored.version + 1,
      access_revision: accessRevision,
      updated_at: ctx.platform.clock.now(),
    });
    await recordVersion(tx, ctx, { ...versionOf(row), change: "updated", reason });
  }
  return rows.length;
}
