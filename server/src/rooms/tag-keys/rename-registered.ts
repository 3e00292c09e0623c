import type { TagRename } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { actorOf } from "../audit/index.ts";
import { deleteTagKeyRow, listTagKeyRows, updateTagKeyRow } from "./tag-keys.store.ts";

/** Renames an entry of the registry, or one of the values that it allows. Where the new key has an entry, that one stays. */
export async function renameRegistered(tx: Tx, ctx: Context, rename: TagRename): Promise<void> {
  const rows = await listTagKeyRows(tx, ctx.profileId, [rename.key, rename.to]);
  const entry = rows.find((row) => row.key === rename.key);
  if (!entry) return;
  if (rename.rename === "key" && rows.some((row) => row.key === rename.to)) return deleteTagKeyRow(tx, ctx.profileId, entry.id);

  const values = entry.allowed_values;
  await updateTagKeyRow(tx, ctx.profileId, entry.id, {
    key: rename.rename === "key" ? rename.to : entry.key,
    allowed_values:
      rename.rename === "key" ? values : values && [...new Set(values.map((value) => (value === rename.value ? rename.to : value)))],
    version: entry.version + 1,
    updated_at: ctx.platform.clock.now(),
    updated_by: actorOf(ctx.principal).name,
  });
}
