import type { Tx } from "../../database/database.ts";
import type { Traits } from "../../http/access.ts";
import type { Context } from "../../http/context.ts";
import { requireHeld } from "../../http/require-held.ts";
import { listHoldings, type AssignmentRow } from "./assignments.store.ts";

/**
 * Refuses an assignment, or the end of one (a role may deny something), by which its holder would gain a right that the
 * caller does not hold. The assignment in question is in the store already, or still.
 */
export async function requireNothingGiven(
  tx: Tx,
  ctx: Context,
  { id: assignmentId, assignee_type: type, assignee_id: id }: AssignmentRow,
  { isGiven }: { isGiven: boolean },
): Promise<void> {
  if (ctx.access.isUnrestricted) return;
  const holdings = await listHoldings(tx, ctx.profileId, { type, ids: [id], now: ctx.platform.clock.now() });
  const all = holdings.get(id) ?? [];
  const others = all.filter((holding) => holding.assignmentId !== assignmentId);
  const [before, after] = isGiven ? [others, all] : [all, others];

  if (type !== "group") return requireHeld(ctx.access.mayGive(tx, { type, id }, { before: { roles: before }, after: { roles: after } }));
  // Whoever is in the group has its tags and roles already; what changes is this one role.
  const ofMember = (roles: Traits["roles"]): Traits => ({ tags: [], groups: isGiven ? [id] : [], roles: roles ?? [] });
  return requireHeld(ctx.access.mayGiveAnybody({ before: ofMember(before), after: ofMember(after) }));
}
