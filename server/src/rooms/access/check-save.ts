import type { PolicyOverride, PolicyTestResult, PolicyVersionBody } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { refuseRevertByGoverned } from "../../http/consent.ts";
import { requireHeld } from "../../http/require-held.ts";
import { listSelfSettableKeys } from "../tag-keys/index.ts";
import { accessErrors } from "./access.errors.ts";
import { refuseDeadRules } from "./check-rules.ts";
import type { PolicyRow } from "./policies.store.ts";
import { findSelfSettable } from "./policy-warnings.ts";
import { runTestsWith } from "./test-policies.ts";

/** What an author says besides the policy itself. */
export interface Saving {
  reason?: string | undefined;
  overrides?: readonly PolicyOverride[] | undefined;
  managedBy?: string | null | undefined;
  confirmName?: string | undefined;
  revertAfterMinutes?: number | undefined;
}

export interface CheckedSave {
  /** Null for a new policy. */
  stored: PolicyRow | null;
  /** Null for a deletion. */
  body: PolicyVersionBody | null;
  saving: Saving;
}

/** Everything that may keep a policy from being saved or deleted; the caller has raised the access revision. */
export async function checkSave(tx: Tx, ctx: Context, save: CheckedSave): Promise<void> {
  requireOwner(save);
  requireReasonForOverrides(save);
  if (save.body) {
    await refuseDeadRules(tx, ctx.profileId, save.body);
    await refuseSelfSettableKeys(tx, ctx, save.body, save.saving);
  }
  refuseRevertByGoverned(ctx, save.saving);
  await requireHeld(ctx.access.mayReplace(save.stored, save.body));
  await refuseFailingTests(tx, ctx, save);
  // Whoever computes the impact of a change asks for a reason where it takes access away; last, as it costs the most.
  await ctx.events.emit(tx, "policy.checked", { ctx, ...save });
}

/** What a file says is changed in the file: here it would come back with the next apply. */
function requireOwner({ stored, saving }: CheckedSave): void {
  const owner = stored?.managed_by ?? null;
  if (owner === null || saving.managedBy === owner || saving.managedBy === null) return;
  throw accessErrors.managed_by_file({ detail: `The policy is kept in ${owner}.`, extra: { managedBy: owner } });
}

function requireReasonForOverrides({ saving: { reason, overrides = [] } }: CheckedSave): void {
  if (overrides.length === 0 || reason !== undefined) return;
  throw accessErrors.reason_required({ errors: [{ path: "body.reason", message: "is required to set checks aside" }] });
}

async function refuseSelfSettableKeys(tx: Tx, ctx: Context, body: PolicyVersionBody, { overrides = [] }: Saving): Promise<void> {
  if (body.status === "draft" || overrides.includes("self_settable_key")) return;
  const found = findSelfSettable(body, await listSelfSettableKeys(tx, ctx.profileId));
  if (found.length === 0) return;
  throw accessErrors.self_settable_key({
    errors: found.map(({ path, key }) => ({ path: `body.${path}`, message: `uses ${key}, which users can set themselves` })),
  });
}

async function refuseFailingTests(tx: Tx, ctx: Context, { stored, body, saving: { overrides = [] } }: CheckedSave): Promise<void> {
  if (overrides.includes("policy_test_failed")) return;
  const results = await runTestsWith(tx, ctx, { policyId: stored?.id ?? null, policy: body });
  const failed = results.filter((result) => result.blocksActivation);
  if (failed.length === 0) return;
  throw accessErrors.policy_test_failed({ detail: `Would fail: ${failed.map(nameOf).join(", ")}.`, extra: { failed } });
}

function nameOf({ name, policyName }: PolicyTestResult): string {
  return `"${name}" of ${policyName}`;
}
