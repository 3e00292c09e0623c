import type { AccessChange, PolicyBody } from "@latchkey/contract";
import { differenceOf } from "@latchkey/engine";
import type { Events } from "../../database/events.ts";
import type { Connection, Tx } from "../../database/database.ts";
import type { AccessChanging, Consent } from "../../http/consent.ts";
import type { Context } from "../../http/context.ts";
import { seesAllOfAccessManagement } from "../../http/require-all-of-access-management.ts";
import { accessErrors, readRules, type CheckedSave, type PolicySets } from "../access/index.ts";
import { findProfile } from "../profiles/index.ts";
import { listAssignmentsById } from "./assignments.store.ts";
import { computeImpact, type Impact, type Population } from "./compute-impact.ts";
import { mayLose, type Ruling } from "./may-lose.ts";
import { countAdministrators, isTagOrMemberChange, nameToType } from "./name-to-type.ts";
import { nameOfChanged } from "./name-of-changed.ts";
import { readPlan } from "./read-plan.ts";
import { toPlan, toTrait, type Plan } from "./plan.ts";
import { summarise } from "./summarise.ts";

/** A change that takes access away asks for a reason, one that reaches far for the name of what is changed. */
export function listenToChanges(events: Events, policySets: PolicySets): void {
  events.on("policy.checked", (tx, { ctx, ...save }) => requireConsentToPolicy(tx, ctx, save));
  events.on("access.changing", (tx, { ctx, ...changing }) => requireConsentToChanges(tx, ctx, policySets, changing));
}

async function requireConsentToPolicy(tx: Tx, ctx: Context, { stored, body, saving }: CheckedSave): Promise<void> {
  const isDeciding = stored?.status === "active" || body?.status === "active";
  if (!isDeciding) return;
  const changes = [changeOf(stored?.id, body)];
  const name = body?.name ?? stored?.name ?? "";
  await requireConsentToPlan(tx, ctx, { changes, plan: await readPlanIn(tx, ctx, changes), name, consent: saving });
}

function changeOf(policyId: string | undefined, body: PolicyBody | null): AccessChange {
  if (body === null) return { kind: "delete_policy", policyId: policyId ?? "" };
  const { name, description, status, targets, permissions, conditions, tags } = body;
  const policy = { name, description, status, targets, permissions, conditions, tags };
  return policyId === undefined ? { kind: "put_policy", policy } : { kind: "put_policy", policyId, policy };
}

async function requireConsentToChanges(tx: Tx, ctx: Context, policySets: PolicySets, changing: AccessChanging): Promise<void> {
  const { changes, name, consent } = changing;
  const isAllSaid = consent.reason !== undefined && consent.confirmName === name;
  if (isAllSaid) return;
  const traits = changes.filter(isTagOrMemberChange).map(toTrait);
  if (traits.length === changes.length) {
    const rules = await currentRules(tx, ctx, policySets);
    if (!traits.some((change) => mayLose(rules, change))) return;
  }
  await requireConsentToPlan(tx, ctx, { ...changing, plan: await readPlanIn(tx, ctx, changes) });
}

/** As this node has them at hand, so that a plain edit of a tag stays fast; otherwise as the transaction sees them. */
async function currentRules(tx: Tx, ctx: Context, policySets: PolicySets): Promise<Ruling> {
  const profile = await findProfile(tx, ctx.profileId);
  const set = policySets.peek(ctx.profileId, profile?.access_revision ?? 0);
  if (set === null) return activeRules(tx, ctx);
  return { policies: [...set.activePolicies()], groups: [...set.groups.values()], roles: [...set.roles.values()] };
}

async function activeRules(tx: Tx, ctx: Context) {
  const rules = await readRules(tx, ctx.profileId, -1);
  return { ...rules, policies: rules.policies.filter((policy) => policy.status === "active") };
}

/** Against what the transaction itself sees. */
async function readPlanIn(tx: Tx, ctx: Context, changes: readonly AccessChange[]): Promise<Plan> {
  const ended = changes.flatMap((change) => (change.kind === "end_assignment" ? [change.assignmentId] : []));
  return toPlan(changes, {
    rules: await activeRules(tx, ctx),
    now: ctx.platform.clock.now().getTime(),
    assignments: await listAssignmentsById(tx, ctx.profileId, ended),
  });
}

/**
 * The same before a change of many, outside any transaction: nothing is locked, and everybody is looked at, as the preview
 * does.
 */
export async function requireConsentBefore(
  ctx: Context,
  policySets: PolicySets,
  { changes, consent }: { changes: AccessChange[]; consent: Consent },
): Promise<void> {
  const { plan } = await readPlan(ctx, policySets, changes);
  const name = (await nameOfChanged(ctx, plan, changes)) ?? "";
  if (consent.reason !== undefined && consent.confirmName === name) return;
  await requireConsentToPlan(ctx.db, ctx, { changes, plan, name, consent, rowsMax: null });
}

interface Asking {
  changes: readonly AccessChange[];
  plan: Plan;
  name: string;
  consent: Consent;
  /** Null looks at everybody. */
  rowsMax?: number | null;
}

async function requireConsentToPlan(
  connection: Connection,
  ctx: Context,
  { changes, plan, name, consent, rowsMax = lockedRowsMax }: Asking,
): Promise<void> {
  const difference = differenceOf(plan.before, plan.after, { catalogue: plan.catalogue, now: plan.now });
  const isTraitLoss = plan.traits.some((change) => mayLose(plan.before, change) || mayLose(plan.after, change));
  if (difference.gains.length === 0 && difference.losses.length === 0 && !isTraitLoss) return;

  const touchesAdministrators = [...difference.gains, ...difference.losses].some(({ subject }) => subject.type === "administrator");
  const isReasonOpen = (difference.losses.length > 0 || isTraitLoss) && consent.reason === undefined;
  const impact =
    isReasonOpen || touchesAdministrators || isTraitLoss ? await computeImpact(populationOfSave(connection, ctx, rowsMax), plan) : null;
  if (impact !== null && consent.reason === undefined) requireReason(ctx, impact, isTraitLoss);

  const administratorCount = impact === null ? 0 : countAdministrators(impact, changes);
  const wanted = nameToType({ changes, plan, difference, administratorCount, name });
  if (wanted === null || consent.confirmName === wanted) return;
  throw accessErrors.name_required({
    errors: [{ path: "body.confirmName", message: `must be ${JSON.stringify(wanted)}` }],
    extra: { name: wanted },
  });
}

function requireReason(ctx: Context, impact: Impact, isTraitLoss: boolean): void {
  const lost = summarise(impact, "losses");
  // Of very many people a part is looked at: where nobody loses there, somebody else may.
  const mayBeLost = lost.pairs > 0 || (impact.isPart && (isTraitLoss || impact.difference.losses.length > 0));
  if (!mayBeLost) return;
  throw accessErrors.reason_required({
    errors: [{ path: "body.reason", message: "is required: the change takes access away" }],
    // Figures speak about everybody: they are for whoever may see all of Access Management.
    ...(seesAllOfAccessManagement(ctx) ? { extra: { lost: figuresOf(lost) } } : {}),
  });
}

function figuresOf({ pairs, subjects, resources }: ReturnType<typeof summarise>) {
  return { pairs, subjects, resources };
}

/** The profile, or what is changed, is locked while a save is checked: it must not take long, however many people there are. */
const lockedRowsMax = 20_000;

/** Whatever the caller may see. */
function populationOfSave(connection: Connection, ctx: Context, rowsMax: number | null): Population {
  const all = { connection, profileId: ctx.profileId, access: null, now: ctx.platform.clock.now() };
  return rowsMax === null ? all : { ...all, rowsMax };
}
