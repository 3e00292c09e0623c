import type { AccessPlan, Group, Policy, RegisteredTagKey, Role } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { inOneTransaction } from "../../http/in-one-transaction.ts";
import { createPolicy, deletePolicy, updatePolicy, type PolicySets } from "../access/index.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { createGroup, deleteGroup, keepGroupMembers, updateGroup } from "../groups/index.ts";
import { assignRole, createRole, deleteRole, endAssignment, keepAssignment, updateRole } from "../roles/index.ts";
import { registerTagKey, unregisterTagKey, updateTagKey } from "../tag-keys/index.ts";
import type { Step } from "./file-steps.ts";
import { makePlan, memberChange, planAccess, type FileToApply, type FullPlan } from "./plan-access.ts";
import { policyFileErrors } from "./policy-files.errors.ts";

/** Makes what carries the mark exactly what the file says. All or nothing: an error anywhere changes nothing. */
export async function applyAccess(ctx: Context, policySets: PolicySets, input: FileToApply & { reason: string }): Promise<AccessPlan> {
  return inOneTransaction(ctx, async (inner) => {
    const shown = await planAccess(inner, policySets, input);
    if (shown.errors.length > 0) {
      throw policyFileErrors.invalid_file({ errors: shown.errors.map(({ path, message }) => ({ path: `body.file.${path}`, message })) });
    }
    const plan = await makePlan(inner, input);
    for (const step of plan.steps) await takeStep(inner, { step, plan, ...input });
    await recordAuditEntry(inner.db, inner, {
      action: "access.applied",
      reason: input.reason,
      after: { mark: input.mark, changes: plan.steps.map(({ action, type, name }) => `${action} ${type} ${name}`) },
    });
    return shown;
  });
}

interface Taking extends FileToApply {
  step: Step;
  plan: FullPlan;
  reason: string;
}

async function takeStep(ctx: Context, taking: Taking): Promise<void> {
  if (taking.step.action === "delete") return deleteObject(ctx, taking);
  switch (taking.step.type) {
    case "tag_key":
      return saveTagKey(ctx, taking);
    case "group":
      return saveGroup(ctx, taking);
    case "role":
      return saveRole(ctx, taking);
    case "policy":
      return savePolicy(ctx, taking);
    case "assignment":
      return saveAssignment(ctx, taking);
  }
}

async function saveTagKey(ctx: Context, { step, file, mark }: Taking): Promise<void> {
  const entry = file.tagKeys.find(({ key }) => key === step.name);
  if (entry === undefined) return;
  const stored = step.stored as RegisteredTagKey | null;
  const { key: _key, ...body } = { ...entry, managedBy: mark };
  if (stored) await updateTagKey(ctx, { tagKeyId: stored.id, version: stored.version, body });
  else await registerTagKey(ctx, { ...entry, managedBy: mark });
}

async function saveGroup(ctx: Context, { step, plan, mark, reason }: Taking): Promise<void> {
  const body = { ...plan.resolved.group(step.name), managedBy: mark, reason, confirmName: step.name };
  const stored = step.stored as Group | null;
  const isOfMembersOnly = step.action === "update" && step.changes.every(({ path }) => isOfMembers(path));
  const save = stored ? () => updateGroup(ctx, { groupId: stored.id, version: stored.version, body }) : () => createGroup(ctx, body);
  const { id } = isOfMembersOnly && stored ? stored : await save();
  plan.resolved.learn("group", step.name, id);

  const members = memberChange(plan, step);
  if (members !== null) await keepGroupMembers(ctx, id, { ...members, mark, reason, confirmName: step.name });
}

function isOfMembers(path: string): boolean {
  return path === "areMembersManaged" || path === "members" || path.startsWith("members.");
}

async function saveRole(ctx: Context, { step, plan, mark, reason }: Taking): Promise<void> {
  const body = { ...plan.resolved.role(step.name), managedBy: mark, reason, confirmName: step.name };
  const stored = step.stored as Role | null;
  const saved = stored ? await updateRole(ctx, { roleId: stored.id, version: stored.version, body }) : await createRole(ctx, body);
  plan.resolved.learn("role", step.name, saved.id);
}

async function savePolicy(ctx: Context, { step, plan, mark, reason }: Taking): Promise<void> {
  const body = { ...plan.resolved.policy(step.name), managedBy: mark, reason, overrides: [], confirmName: step.name };
  const stored = step.stored as Policy | null;
  if (stored) await updatePolicy(ctx, { policyId: stored.id, version: stored.version, body });
  else await createPolicy(ctx, body);
}

/** The reason of an assignment is its own: why the file was applied stands in the audit log. */
async function saveAssignment(ctx: Context, { step, plan, mark, reason }: Taking): Promise<void> {
  if (step.stored) await keepAssignment(ctx, step.stored.id, { mark, reason });
  else if (step.assignment) await assignRole(ctx, { ...plan.resolved.assignment(step.assignment), managedBy: mark });
}

async function deleteObject(ctx: Context, { step, reason, mark }: Taking): Promise<void> {
  if (step.stored === null) return;
  const { id } = step.stored;
  const consent = { reason, confirmName: step.name };
  switch (step.type) {
    case "tag_key":
      return void (await unregisterTagKey(ctx, id, { mark }));
    case "policy":
      return void (await deletePolicy(ctx, { policyId: id, managedBy: mark, ...consent }));
    case "role":
      return void (await deleteRole(ctx, id, { mark, ...consent }));
    case "group":
      return void (await deleteGroup(ctx, id, { mark, ...consent }));
    case "assignment":
      return void (await endAssignment(ctx, id, { reason, confirmName: step.assignment?.role, managedBy: mark }));
  }
}
