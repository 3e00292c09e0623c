import type { AccessChange, AccessDifference, AccessImpact, Permission, PolicyWarning, Target } from "@latchkey/contract";
import type { DiffRules } from "@latchkey/engine";
import type { Context } from "../../http/context.ts";
import { requireAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { countMatches, findPolicyWarnings, type PolicySets } from "../access/index.ts";
import { listSelfSettableKeys } from "../tag-keys/index.ts";
import { inheritanceAlone } from "./candidates.ts";
import { computeImpact, type Impact, type Population } from "./compute-impact.ts";
import { describeDifference } from "./describe-difference.ts";
import { listMembers } from "./names.store.ts";
import type { Plan } from "./plan.ts";
import { countAdministrators, nameToType } from "./name-to-type.ts";
import { nameOfChanged } from "./name-of-changed.ts";
import { readPlan } from "./read-plan.ts";
import { affectedIds, summarise } from "./summarise.ts";

/** What the caller may know: people and things out of their reach are not counted. */
export function populationOf(ctx: Context): Population {
  return { connection: ctx.db, profileId: ctx.profileId, access: ctx.access, now: ctx.platform.clock.now() };
}

/** Says what a change would do before anything is saved. */
export async function previewImpact(ctx: Context, policySets: PolicySets, changes: readonly AccessChange[]): Promise<AccessImpact> {
  requireAllOfAccessManagement(ctx);
  const { plan, accessRevision } = await readPlan(ctx, policySets, changes);
  const population = populationOf(ctx);
  const impact = await computeImpact(population, plan);
  const [gained, lost] = [summarise(impact, "gains"), summarise(impact, "losses")];
  const [before, after] = [await countNamed(ctx, plan, "before"), await countNamed(ctx, plan, "after")];
  const administrators = await listAdministrators(population, impact);

  return {
    subjectsMatched: { before: before.subjectCount, after: after.subjectCount },
    resourcesMatched: { before: before.resourceCount, after: after.resourceCount },
    gained,
    lost,
    administrators,
    difference: await describeDifference(population, impact),
    warnings: await findWarnings(ctx, plan, after),
    needsReason: lost.pairs > 0,
    needsTypedName: nameToType({
      changes,
      plan,
      difference: impact.difference,
      administratorCount: countAdministrators(impact, changes),
      name: await nameOfChanged(ctx, plan, changes),
    }),
    isExact: impact.isExact,
    accessRevision,
    computedAt: population.now.toISOString(),
  };
}

export interface Comparison {
  changes: readonly AccessChange[];
  /** Changes of rules that make the starting point; the rules in force when left out. */
  startingFrom?: readonly AccessChange[] | undefined;
  hasOwnIds?: boolean;
}

/** The exact difference alone. */
export async function compareAccess(
  ctx: Context,
  policySets: PolicySets,
  { changes, hasOwnIds = true, startingFrom }: Comparison,
): Promise<AccessDifference> {
  requireAllOfAccessManagement(ctx);
  const { plan } = await readPlan(ctx, policySets, changes, { hasOwnIds, startingFrom });
  const population = populationOf(ctx);
  return describeDifference(population, await computeImpact(population, plan));
}

async function listAdministrators({ connection, profileId }: Population, impact: Impact): Promise<AccessImpact["administrators"]> {
  const ids = affectedIds(impact, "administrator");
  if (ids.length === 0) return { count: 0, samples: [] };

  const { rows, total } = await listMembers(connection, profileId, { ids: new Map([["administrator", ids]]), limit: 5 });
  return { count: total.count, samples: rows.map(({ id, name }) => ({ id, name })) };
}

/** How many people and things the changed rules name, on one side of the change. */
async function countNamed(ctx: Context, plan: Plan, side: "before" | "after") {
  const set = inheritanceAlone(plan[side], plan);
  const circumstances = { now: plan.now, address: null, isDeviceTrusted: false, hasSecondFactor: false };
  return countMatches(ctx.db, ctx.profileId, changedRules(plan, side), { set, circumstances });
}

function changedRules(plan: Plan, side: "before" | "after"): { targets: Target[]; permissions: Permission[] } {
  const other = side === "before" ? plan.after : plan.before;
  const isChanged = <Thing extends { id: string }>(kind: keyof DiffRules) => {
    const others = new Map((other[kind] as readonly { id: string }[]).map((each) => [each.id, each]));
    return (each: Thing): boolean => others.get(each.id) !== each;
  };
  const policies = plan[side].policies.filter(isChanged("policies")).filter((policy) => policy.status !== "draft");
  const roles = plan[side].roles.filter(isChanged("roles"));
  const groups = plan[side].groups.filter(isChanged("groups"));
  return {
    targets: [
      ...policies.flatMap((policy) => policy.targets),
      ...roles.flatMap(({ id }): Target[] => [
        { subject: "run_user", match: "role", id },
        { subject: "administrator", match: "role", id },
      ]),
      ...groups.map(({ id }): Target => ({ subject: "run_user", match: "group", id })),
    ],
    permissions: [...policies, ...roles].flatMap((each) => each.permissions),
  };
}

async function findWarnings(ctx: Context, plan: Plan, after: { subjectCount: number; resourceCount: number }): Promise<PolicyWarning[]> {
  if (plan.policies.length === 0) return [];
  const selfSettableKeys = await listSelfSettableKeys(ctx.db, ctx.profileId);
  return plan.policies.flatMap((policy) => findPolicyWarnings({ ...policy, selfSettableKeys, ...after }));
}
