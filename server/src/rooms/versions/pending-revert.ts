import type { PendingRevert } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { actorOf } from "../audit/index.ts";

const minuteMs = 60_000;

/** Columns of whatever can go back to a version before by itself. */
export interface RevertColumns {
  revert_at: Date | null;
  revert_by: string | null;
  /** Null with a time set: it was not there before and is deleted. */
  revert_version: number | null;
}

/** Of a save that leaves nothing pending. */
export const nothingPending: RevertColumns = { revert_at: null, revert_by: null, revert_version: null };

/** What is said of a version that came back because nobody wanted the one after it. */
export const revertReason = "Nobody confirmed the change in time.";
export const revertActor = { type: "command_line" as const, id: null, name: "Latchkey" };

/** Columns of a save: when it goes back to the version before by itself. Any save takes the place of what was pending. */
export function revertColumns(
  ctx: Context,
  { revertAfterMinutes }: { revertAfterMinutes?: number | undefined },
  versionBefore: number | null,
): RevertColumns {
  if (revertAfterMinutes === undefined) return nothingPending;
  return {
    revert_at: new Date(ctx.platform.clock.now().getTime() + revertAfterMinutes * minuteMs),
    revert_by: actorOf(ctx.principal).name,
    revert_version: versionBefore,
  };
}

export function toPendingRevert({ revert_at: at, revert_by: by, revert_version: version }: RevertColumns): PendingRevert {
  return at === null ? null : { at: at.toISOString(), by: by ?? "", version };
}
