import type { AccessChange, PolicyBody } from "@latchkey/contract";
import { differenceOf } from "@latchkey/engine";
import type { Events } from "../../database/events.ts";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { accessErrors, readRules, type CheckedSave } from "../access/index.ts";
import { computeImpact, type Impact } from "./compute-impact.ts";
import { toPlan, type Plan } from "./plan.ts";
import { nameToType } from "./preview-impact.ts";
import { affectedIds, summarise } from "./summarise.ts";

/** A save that takes access away asks for a reason, one that reaches far for the name of the policy. */
export function listenToPolicies(events: Events): void {
  events.on("policy.checked", (tx, { ctx, ...save }) => requireConsent(tx, ctx, save));
}

async function requireConsent(tx: Tx, ctx: Context, save: CheckedSave): Promise<void> {
  const { stored, body, saving } = save;
  const isDeciding = stored?.status === "active" || body?.status === "active";
  if (!isDeciding) return;

  const plan = await planOfSave(tx, ctx, save);
  const difference = differenceOf(plan.before, plan.after, { catalogue: plan.catalogue, now: plan.now });
  const touchesAdministrators = [...difference.gains, ...difference.losses].some(({ subject }) => subject.type === "administrator");
  const isReasonOpen = difference.losses.length > 0 && saving.reason === undefined;
  const impact = isReasonOpen || touchesAdministrators ? await impactOfSave(tx, ctx, plan) : null;
  if (impact !== null && saving.reason === undefined) requireReason(impact);

  const administratorCount = impact === null ? 0 : affectedIds(impact, "administrator").length;
  const name = nameToType({ plan, difference }, administratorCount, stored?.name);
  if (name === null || saving.confirmName === name) return;
  throw accessErrors.name_required({
    errors: [{ path: "body.confirmName", message: `must be ${JSON.stringify(name)}` }],
    extra: { name },
  });
}

function requireReason(impact: Impact): void {
  const lost = summarise(impact, "losses");
  // Of very many people a part is looked at: where nobody loses there, somebody else may.
  const mayBeLost = lost.pairs > 0 || (impact.isPart && impact.difference.losses.length > 0);
  if (!mayBeLost) return;
  throw accessErrors.reason_required({
    errors: [{ path: "body.reason", message: "is required: the change takes access away" }],
    extra: { lost: { pairs: lost.pairs, subjects: lost.subjects, resources: lost.resources } },
  });
}

/** The profile is locked while a save is checked: it must not take long, however many people there are. */
const rowsMax = 20_000;

/** Whatever the caller may see. */
async function impactOfSave(tx: Tx, ctx: Context, plan: Plan): Promise<Impact> {
  return computeImpact({ connection: tx, profileId: ctx.profileId, access: null, now: ctx.platform.clock.now(), rowsMax }, plan);
}

/** Against what the transaction itself sees. */
async function planOfSave(tx: Tx, ctx: Context, { stored, body }: CheckedSave): Promise<Plan> {
  const rules = await readRules(tx, ctx.profileId, -1);
  const active = rules.policies.filter((policy) => policy.status === "active");
  return toPlan([changeOf(stored?.id, body)], {
    rules: { ...rules, policies: active },
    now: ctx.platform.clock.now().getTime(),
    assignments: new Map(),
  });
}

function changeOf(policyId: string | undefined, body: PolicyBody | null): AccessChange {
  if (body === null) return { kind: "delete_policy", policyId: policyId ?? "" };
  const { name, description, status, targets, permissions, conditions, tags } = body;
  const policy = { name, description, status, targets, permissions, conditions, tags };
  return policyId === undefined ? { kind: "put_policy", policy } : { kind: "put_policy", policyId, policy };
}
