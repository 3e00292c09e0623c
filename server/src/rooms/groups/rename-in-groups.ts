import type { TagRename } from "@latchkey/contract";
import { isDeepStrictEqual } from "node:util";
import type { Connection, Tx } from "../../database/database.ts";
import { fromStoredTags, toStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { renameInGroupRule, renameTags } from "../tag-keys/index.ts";
import { nothingPending, recordVersion } from "../versions/index.ts";
import { listGroupsSince, updateGroupRow, type GroupRow } from "./groups.store.ts";
import { versionOf } from "./save-group.ts";

/** Groups whose tags or rule speak of the old name. */
export async function listGroupsToRename(connection: Connection, profileId: string, rename: TagRename): Promise<GroupRow[]> {
  const rows = await listGroupsSince(connection, profileId, -1);
  return rows.filter((row) => {
    const { tags, rule } = renamedParts(row, rename);
    return !isDeepStrictEqual(tags, row.tags) || !isDeepStrictEqual(rule, row.rule);
  });
}

/** Renames a tag key or value in groups; the caller has raised the access revision and writes the audit entry. */
export async function renameInGroups(
  tx: Tx,
  ctx: Context,
  { rename, accessRevision, reason }: { rename: TagRename; accessRevision: number; reason: string | undefined },
): Promise<number> {
  const rows = await listGroupsToRename(tx, ctx.profileId, rename);
  for (const stored of rows) {
    const { tags, rule } = renamedParts(stored, rename);
    const row = await updateGroupRow(tx, ctx.profileId, stored.id, {
      tags,
      rule: rule === null ? null : JSON.stringify(rule),
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

function renamedParts(row: GroupRow, rename: TagRename) {
  return { tags: toStoredTags(renameTags(fromStoredTags(row.tags), rename)), rule: renameInGroupRule(row.rule, rename) };
}
