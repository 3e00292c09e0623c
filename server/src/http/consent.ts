import type { AccessChange } from "@latchkey/contract";
import type { Tx } from "../database/database.ts";
import type { Context } from "./context.ts";
import { httpErrors } from "./http.errors.ts";

/** What an author says besides the change itself. */
export interface Consent {
  reason?: string | undefined;
  confirmName?: string | undefined;
}

/** A change of what decides access, before it is written. */
export interface AccessChanging {
  changes: AccessChange[];
  /** Of what is changed: what is typed again where the change reaches far. */
  name: string;
  consent: Consent;
}

declare module "../database/events.ts" {
  interface EventMap {
    /** All other checks have passed; who looks at the consequences may still refuse the change by throwing. */
    "access.changing": AccessChanging & { ctx: Context };
  }
}

/**
 * Asks for a reason where a change takes access from anybody, and for the name where it reaches far. Called before
 * anything is written, so that what is stored is what was before.
 */
export async function requireConsent(tx: Tx, ctx: Context, changing: AccessChanging): Promise<void> {
  await ctx.events.emit(tx, "access.changing", { ctx, ...changing });
}

/**
 * Only callers whom no rule governs may let a change go back by itself: nobody asks at that moment what whoever set it up
 * may do by then, nor to whom the version before would give its rights.
 */
export function refuseRevertByGoverned({ access }: Context, { revertAfterMinutes }: { revertAfterMinutes?: number | undefined }): void {
  if (revertAfterMinutes === undefined || access.isUnrestricted) return;
  throw httpErrors.not_allowed({
    detail: "Only administrators with full access may let a change go back by itself. Save it without `revertAfterMinutes`.",
  });
}
