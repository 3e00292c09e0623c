import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import { fullAccess } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findVersion, type StoredVersion } from "./get-versions.ts";
import { revertActor as actor, revertReason as reason, type RevertColumns } from "./pending-revert.ts";
import type { VersionedType } from "./versions.tables.ts";

interface RevertibleRow extends RevertColumns {
  profile_id: string;
  id: string;
}

/** How what nobody has confirmed in time goes back; the room that owns the objects knows. */
export interface Reverting<Row extends RevertibleRow> {
  type: VersionedType;
  rows: readonly Row[];
  /** Saves what it was before. INVARIANT: it names the version of the row, so that a later save is never overwritten. */
  revert(ctx: Context, row: Row, before: StoredVersion): Promise<unknown>;
  /** Takes back what was not there before; left out where nothing new is ever pending. */
  remove?(ctx: Context, row: Row): Promise<unknown>;
  /** Leaves the row as it is with nothing pending; undefined when somebody was there before. */
  clear(tx: Tx, row: Row): Promise<Row | undefined>;
  objectOf(row: Row): { type: string; id: string; name: string };
}

/**
 * Takes back what nobody has confirmed in time, on whichever node comes first: the version that was read is named, so that
 * a second node, or somebody who saves at the same moment, finds that the other was there before.
 */
export async function revertDue<Row extends RevertibleRow>(ctx: Context, reverting: Reverting<Row>): Promise<void> {
  for (const row of reverting.rows) {
    const within: Context = { ...ctx, profileId: row.profile_id, access: fullAccess };
    try {
      await revertOne(within, reverting, row);
    } catch (error) {
      // What it was may be impossible by now, e.g. when it names something deleted. It then stays, and the logs say so.
      const isStillThere = await keepAsItIs(within, reverting, row);
      const about = { [`${reverting.type}Id`]: row.id, error };
      if (isStillThere) ctx.platform.log.error(`a ${reverting.type} could not go back to its version before`, about);
    }
  }
}

async function revertOne<Row extends RevertibleRow>(ctx: Context, { type, revert, remove }: Reverting<Row>, row: Row): Promise<void> {
  if (row.revert_version === null && remove !== undefined) {
    await remove(ctx, row);
    return;
  }
  const before = await findVersion(ctx.db, ctx.profileId, { type, id: row.id, version: row.revert_version ?? 0 });
  if (!before) throw new Error(`there is no version ${row.revert_version}`);
  await revert(ctx, row, before);
}

/** False when another node, or somebody who saved, was there before. */
async function keepAsItIs<Row extends RevertibleRow>(
  ctx: Context,
  { type, clear, objectOf }: Reverting<Row>,
  stored: Row,
): Promise<boolean> {
  return transact(ctx.db, async (tx) => {
    const row = await clear(tx, stored);
    if (!row) return false;
    await recordAuditEntry(tx, ctx, { action: `${type}.reverted`, object: objectOf(row), result: "refused", reason, actor });
    return true;
  });
}
