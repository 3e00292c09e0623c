import type { PolicyBody } from "@latchkey/contract";
import type { Events } from "../../database/events.ts";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { accessErrors, readRules, type CheckedSave } from "../access/index.ts";
import { computeImpact, type Impact } from "./compute-impact.ts";
import { toPlan } from "./plan.ts";
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

  const impact = await impactOfSave(tx, ctx, save);
  const lost = summarise(impact, "losses");
  if (lost.pairs > 0 && saving.reason === undefined) {
    throw accessErrors.reason_required({
      errors: [{ path: "body.reason", message: "is required: the change takes access away" }],
      extra: { lost: { pairs: lost.pairs, subjects: lost.subjects, resources: lost.resources } },
    });
  }

  const name = nameToType(impact, affectedIds(impact, "administrator").length, stored?.name);
  if (name !== null && saving.confirmName !== name) {
    throw accessErrors.name_required({
      errors: [{ path: "body.confirmName", message: `must be ${JSON.stringify(name)}` }],
      extra: { name },
    });
  }
}

/** Over everybody, whatever the caller may see, and against what the transaction itself sees. */
async function impactOfSave(tx: Tx, ctx: Context, { stored, body }: CheckedSave): Promise<Impact> {
  const now = ctx.platform.clock.now();
  const rules = await readRules(tx, ctx.profileId, -1);
  const policies = rules.policies.filter((policy) => policy.status === "active");
  const id = stored === null ? {} : { policyId: stored.id };
  const change =
    body === null
      ? { kind: "delete_policy" as const, policyId: stored?.id ?? "" }
      : { kind: "put_policy" as const, policy: toBody(body), ...id };
  const plan = toPlan([change], { rules: { ...rules, policies }, now: now.getTime(), assignments: new Map() });
  return computeImpact({ connection: tx, profileId: ctx.profileId, access: null, now }, plan);
}

function toBody({ name, description, status, targets, permissions, conditions, tags }: PolicyBody): PolicyBody {
  return { name, description, status, targets, permissions, conditions, tags };
}
