import type { AccessChange } from "@latchkey/contract";
import { compilePolicies, type PolicySet } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import type { PolicySets } from "../access/index.ts";
import type { Plan } from "./plan.ts";
import { readPlan } from "./read-plan.ts";

/** Before every moment: conditions are kept as they are and judged at whatever moment is asked about. */
const beforeEverything = -Infinity;

export interface Drafted {
  plan: Plan;
  /** The rules in force now. */
  current: PolicySet;
  /** The rules with the changes. */
  drafted: PolicySet;
  accessRevision: number;
}

/** The rules as they are and as they would be, both ready to decide. */
export async function readDrafted(ctx: Context, policySets: PolicySets, changes: readonly AccessChange[] | undefined): Promise<Drafted> {
  const { plan, set, accessRevision } = await readPlan(ctx, policySets, changes ?? [], { at: beforeEverything });
  const drafted = changes === undefined ? set : compilePolicies({ ...plan.after, catalogue: plan.catalogue });
  return { plan, current: set, drafted, accessRevision };
}
