import type { AccessChange } from "@latchkey/contract";
import type { Impact } from "./compute-impact.ts";
import type { Plan } from "./plan.ts";
import { affectedIds, usesAny } from "./summarise.ts";

interface Reaching {
  changes: readonly AccessChange[];
  plan: Plan;
  difference: Impact["difference"];
  /** Limited administrators who gain or lose. */
  administratorCount: number;
  /** Of what is changed. */
  name: string | null;
}

/** The name that a save asks to type where it changes anything and reaches far: nobody does such a thing by a slip of the hand. */
export function nameToType({ changes, plan, difference, administratorCount, name }: Reaching): string | null {
  const isNothing = difference.gains.length === 0 && difference.losses.length === 0 && plan.traits.length === 0;
  if (isNothing || changes.every(isGiving)) return null;
  return administratorCount > 0 || usesAny(plan) ? name : null;
}

/** Whoever gives a role has just picked the person by name. */
function isGiving({ kind }: AccessChange): boolean {
  return kind === "assign_role";
}

/** By tags and members alone, administrators are touched where they lose something; what they gain nobody has to type. */
export function countAdministrators(impact: Impact, changes: readonly AccessChange[]): number {
  const sides = changes.every(isTagOrMemberChange) ? (["losses"] as const) : (["gains", "losses"] as const);
  return affectedIds(impact, "administrator", sides).length;
}

export function isTagOrMemberChange(change: AccessChange): change is Extract<AccessChange, { kind: "retag" | "change_group_members" }> {
  return change.kind === "retag" || change.kind === "change_group_members";
}
