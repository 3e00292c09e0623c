import type { VersionChange } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { actorOf } from "../audit/index.ts";
import { insertVersion, type VersionedRef } from "./versions.store.ts";

export interface NewVersion extends VersionedRef {
  version: number;
  change: VersionChange;
  name: string;
  /** The whole object as it is after the change; for a deletion, as it last was. */
  body: unknown;
  reason?: string | null | undefined;
  /** Checks that the author set aside. */
  overrides?: readonly string[];
  restoredFrom?: number;
}

/** Keeps a save as a version. INVARIANT: called in the transaction of the save itself, deletions included. */
export async function recordVersion(tx: Tx, ctx: Context, version: NewVersion): Promise<void> {
  await insertVersion(tx, {
    profile_id: ctx.profileId,
    object_type: version.type,
    object_id: version.id,
    version: version.version,
    change: version.change,
    name: version.name,
    body: JSON.stringify(version.body),
    author: actorOf(ctx.principal).name,
    reason: version.reason ?? null,
    overrides: [...(version.overrides ?? [])],
    restored_from: version.restoredFrom ?? null,
    at: ctx.platform.clock.now(),
  });
}
