import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import type { CheckedSave } from "./check-save.ts";
import type { PolicySets } from "./policy-sets.ts";

/** Asks for a reason where a save takes access away from anybody; called when all other checks have passed. */
export async function requireReason(tx: Tx, ctx: Context, _policySets: PolicySets, save: CheckedSave): Promise<void> {
  await ctx.events.emit(tx, "policy.checked", { ctx, ...save });
}
