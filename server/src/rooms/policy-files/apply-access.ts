import type { AccessPlan, Group, Policy, Role } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { inOneTransaction } from "../../http/in-one-transaction.ts";
import { createPolicy, deletePolicy, updatePolicy, type PolicySets } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { createGroup, deleteGroup, updateGroup } from "../groups/index.ts";
import { createRole, deleteRole, updateRole } from "../roles/index.ts";
import { makePlan, planAccess, type FileToApply, type FullPlan, type Step } from "./plan-access.ts";
import { policyFileErrors } from "./policy-files.errors.ts";

/** Makes what carries the mark exactly what the file says. All or nothing: an error anywhere changes nothing. */
export async function applyAccess(ctx: Context, policySets: PolicySets, input: FileToApply & { reason: string }): Promise<AccessPlan> {
  return inOneTransaction(ctx, async (inner) => {
    const shown = await planAccess(inner, policySets, input);
    if (shown.errors.length > 0) {
      throw policyFileErrors.invalid_file({ errors: shown.errors.map(({ path, message }) => ({ path: `body.file.${path}`, message })) });
    }
    const plan = await makePlan(inner, input);
    for (const step of inOrder(plan, input)) await takeStep(inner, policySets, { step, plan, ...input });
    await recordAuditEntry(inner.db, inner, {
      action: "access.applied",
      reason: input.reason,
      after: { mark: input.mark, changes: plan.steps.map(({ action, type, name }) => `${action} ${type} ${name}`) },
    });
    return shown;
  });
}

/** What others name comes before them, and goes after them: parents, included roles, then policies; deletions the other way round. */
function inOrder({ steps }: FullPlan, { file }: FileToApply): Step[] {
  const kept = steps.filter((step) => step.action !== "delete");
  const gone = steps.filter((step) => step.action === "delete");
  const groups = sortByNeeds(
    kept.filter((step) => step.type === "group"),
    new Map(file.groups.map((group) => [group.name, group.parent === null ? [] : [group.parent]])),
  );
  const roles = sortByNeeds(
    kept.filter((step) => step.type === "role"),
    new Map(file.roles.map((role) => [role.name, role.includes])),
  );
  const policies = kept.filter((step) => step.type === "policy");
  const goneLast = ["policy", "role", "group"].flatMap((type) => deletable(gone.filter((step) => step.type === type)));
  return [...groups, ...roles, ...policies, ...goneLast];
}

function sortByNeeds(steps: readonly Step[], needs: ReadonlyMap<string, readonly string[]>): Step[] {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const sorted = new Set<Step>();
  const visit = (step: Step) => {
    for (const name of needs.get(step.name) ?? []) {
      const needed = byName.get(name);
      if (needed !== undefined && !sorted.has(needed)) visit(needed);
    }
    sorted.add(step);
  };
  for (const step of steps) visit(step);
  return [...sorted];
}

/** Groups below go before those above, and roles that include before those that are included. */
function deletable(steps: readonly Step[]): Step[] {
  const names = new Map(steps.map((step) => [step.stored?.id ?? "", step.name]));
  const needs = new Map(
    steps.map(({ name, stored }) => {
      const ids = stored !== null && "includes" in stored ? stored.includes : [(stored as Group | null)?.parentId ?? ""];
      return [name, ids.flatMap((id) => names.get(id) ?? [])];
    }),
  );
  return sortByNeeds(steps, needs).toReversed();
}

interface Taking extends FileToApply {
  step: Step;
  plan: FullPlan;
  reason: string;
}

async function takeStep(ctx: Context, policySets: PolicySets, { step, plan, mark, reason }: Taking): Promise<void> {
  if (step.action === "delete") return deleteObject(ctx, policySets, { step, reason, mark });

  const { resolved } = plan;
  if (step.type === "group") {
    const body = { ...resolved.group(step.name), managedBy: mark, reason, confirmName: step.name };
    const stored = step.stored as Group | null;
    const saved = stored ? await updateGroup(ctx, { groupId: stored.id, version: stored.version, body }) : await createGroup(ctx, body);
    return resolved.learn("group", step.name, saved.id);
  }
  if (step.type === "role") {
    const body = { ...resolved.role(step.name), managedBy: mark, reason, confirmName: step.name };
    const stored = step.stored as Role | null;
    const saved = stored ? await updateRole(ctx, { roleId: stored.id, version: stored.version, body }) : await createRole(ctx, body);
    return resolved.learn("role", step.name, saved.id);
  }
  const body = { ...resolved.policy(step.name), managedBy: mark, reason, overrides: [], confirmName: step.name };
  const stored = step.stored as Policy | null;
  if (stored) await updatePolicy(ctx, policySets, { policyId: stored.id, version: stored.version, body });
  else await createPolicy(ctx, policySets, body);
}

async function deleteObject(
  ctx: Context,
  policySets: PolicySets,
  { step, reason, mark }: Pick<Taking, "step" | "reason" | "mark">,
): Promise<void> {
  if (step.stored === null) return;
  const consent = { reason, confirmName: step.name };
  if (step.type === "policy") await deletePolicy(ctx, policySets, { policyId: step.stored.id, managedBy: mark, ...consent });
  else if (step.type === "role") await deleteRole(ctx, step.stored.id, { mark, ...consent });
  else await deleteGroup(ctx, step.stored.id, { mark, ...consent });
}
