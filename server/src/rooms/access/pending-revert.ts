import type { Policy } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { actorOf } from "../audit/index.ts";
import type { PolicyRow } from "./policies.store.ts";

const minuteMs = 60_000;

/** Columns of a save: when it goes back to the version before by itself. Any save takes the place of what was pending. */
export function revertColumns(
  ctx: Context,
  { revertAfterMinutes }: { revertAfterMinutes?: number | undefined },
  versionBefore: number | null,
) {
  if (revertAfterMinutes === undefined) return { revert_at: null, revert_by: null, revert_version: null };
  return {
    revert_at: new Date(ctx.platform.clock.now().getTime() + revertAfterMinutes * minuteMs),
    revert_by: actorOf(ctx.principal).name,
    revert_version: versionBefore,
  };
}

export function toPendingRevert({ revert_at: at, revert_by: by, revert_version: version }: PolicyRow): Policy["pendingRevert"] {
  return at === null ? null : { at: at.toISOString(), by: by ?? "", version };
}
