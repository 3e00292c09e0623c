import type { AccessChange } from "@latchkey/contract";
import type { PolicySet } from "@latchkey/engine";
import { listExistingIds } from "../../database/tagged-rows.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { currentReading, type PolicySets } from "../access/index.ts";
import { listAssignmentsById } from "./assignments.store.ts";
import { chosenToSql } from "./chosen.ts";
import { toPlan, type EndedAssignment, type Plan, type PlanFacts, type TraitChange } from "./plan.ts";

export interface PlanRead {
  plan: Plan;
  /** The rules in force now. */
  set: PolicySet;
  accessRevision: number;
}

export interface PlanOptions {
  /** The moment from which on conditions are looked at; now when left out. */
  at?: number;
  /** Whoever asks has made up ids for what is to be created. */
  hasOwnIds?: boolean;
  /** Changes of rules that come before, as if they were in force. */
  startingFrom?: readonly AccessChange[] | undefined;
}

/** A change taken apart against the rules as they are now; whatever it names has to exist in the profile. */
export async function readPlan(
  ctx: Context,
  policySets: PolicySets,
  changes: readonly AccessChange[],
  { at, hasOwnIds = false, startingFrom = [] }: PlanOptions = {},
): Promise<PlanRead> {
  const { set, accessRevision } = await currentReading(ctx, policySets);
  const all = [...startingFrom, ...changes];
  const assignmentIds = all.flatMap((change) => (change.kind === "end_assignment" ? [change.assignmentId] : []));
  const assignments = await listAssignmentsById(ctx.db, ctx.profileId, assignmentIds);
  if (!hasOwnIds) {
    if (!all.every((change) => isRuleThere(change, { set, assignments }))) throw httpErrors.not_found();
    await requireNamed(ctx, all);
  }

  const inForce = {
    policies: [...set.activePolicies()],
    groups: [...set.groups.values()],
    roles: [...set.roles.values()],
    catalogue: set.catalogue,
  };
  const facts = { now: at ?? ctx.platform.clock.now().getTime(), assignments };
  const rules = startingFrom.length === 0 ? inForce : rulesAfter(startingFrom, { rules: inForce, ...facts });
  const plan = toPlan(changes, { rules, ...facts });
  return { plan: { ...plan, traits: await findChosen(ctx, policySets, plan.traits) }, set, accessRevision };
}

/** Rules as changes would leave them, to compare others with. */
function rulesAfter(changes: readonly AccessChange[], facts: PlanFacts): PlanFacts["rules"] {
  const { after, traits, catalogue } = toPlan(changes, facts);
  if (traits.length > 0) throw httpErrors.bad_request({ errors: [{ path: "body.startingFrom", message: "may change rules only" }] });
  return { ...after, catalogue };
}

/** What filters find becomes a condition: nobody has to be listed, be they a million. */
async function findChosen(ctx: Context, policySets: PolicySets, traits: readonly TraitChange[]): Promise<TraitChange[]> {
  const found: TraitChange[] = [];
  for (const change of traits) {
    if (change.kind !== "retag" || !("filter" in change.which)) found.push(change);
    else found.push({ ...change, found: await chosenToSql(ctx, policySets, { of: change.of, which: change.which }) });
  }
  return found;
}

function isRuleThere(
  change: AccessChange,
  { set, assignments }: { set: PolicySet; assignments: ReadonlyMap<string, EndedAssignment> },
): boolean {
  switch (change.kind) {
    case "put_role":
      return change.roleId === undefined || set.roles.has(change.roleId);
    case "delete_role":
      return set.roles.has(change.roleId);
    case "put_group":
      return change.groupId === undefined || set.groups.has(change.groupId);
    case "delete_group":
    case "change_group_members":
      return set.groups.has(change.groupId);
    case "assign_role":
      return set.roles.has(change.assignment.roleId);
    case "end_assignment":
      return assignments.has(change.assignmentId);
    default:
      return true;
  }
}

/** Policies, drafts among them, and people are not in the rules: the database knows. */
async function requireNamed(ctx: Context, changes: readonly AccessChange[]): Promise<void> {
  const named = changes.flatMap((change) => {
    if (change.kind === "put_policy" || change.kind === "delete_policy") {
      return change.policyId === undefined ? [] : [{ type: "access_management", id: change.policyId }];
    }
    if (change.kind === "assign_role") {
      const { type, id } = change.assignment.assignee;
      return [{ type: type === "group" ? "access_management" : type, id }];
    }
    return [];
  });
  for (const { type, id } of named) {
    const [found] = await listExistingIds(ctx.db, ctx.profileId, { type, ids: [id] });
    if (found === undefined) throw httpErrors.not_found();
  }
}
