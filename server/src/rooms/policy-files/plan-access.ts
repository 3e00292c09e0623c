import type { AccessChange, AccessFile, AccessPlan } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { compareAccess, tellWhoIsAffected } from "../impact/index.ts";
import type { PolicySets } from "../access/index.ts";
import { readCatalogue } from "../resource-types/index.ts";
import { findFileProblems } from "./file.rules.ts";
import { findOwnerProblems, stepsOf, type Step } from "./file-steps.ts";
import type { NameProblem } from "./name-book.ts";
import { inOrder } from "./order-steps.ts";
import { readAccess, toAccessFile, type StoredAccess } from "./read-access.ts";
import { resolveFile, type ResolvedFile } from "./resolve-file.ts";

export interface FileToApply {
  file: AccessFile;
  /** What carries this mark and is not in the file any more is deleted. */
  mark: string;
}

export interface FullPlan {
  /** In the order in which they can be taken. */
  steps: Step[];
  unchanged: number;
  errors: NameProblem[];
  resolved: ResolvedFile;
  stored: StoredAccess;
}

/** What applying a file would do, and who could gain or lose by it, whatever tags they will carry. */
export async function planAccess(ctx: Context, policySets: PolicySets, input: FileToApply): Promise<AccessPlan> {
  const plan = await makePlan(ctx, input);
  const changes = plan.errors.length > 0 ? [] : changesOf(plan);
  return {
    changes: plan.steps.map(({ type, action, stored, name, changes: paths }) => ({
      type,
      action,
      id: stored?.id ?? null,
      name,
      changes: paths,
    })),
    unchanged: plan.unchanged,
    errors: plan.errors,
    difference: await differenceOf(ctx, policySets, changes),
  };
}

/** Of rules exactly, over everybody who could ever be; of people by name, as they are today. */
async function differenceOf(ctx: Context, policySets: PolicySets, changes: readonly AccessChange[]): Promise<AccessPlan["difference"]> {
  if (changes.length === 0) return { isNoNewAccess: true, gains: [], losses: [] };
  const { proven, gains, losses } = await compareAccess(ctx, policySets, { changes });
  const isAboutPeople = changes.some(isOfPeople);
  const people = isAboutPeople ? await tellWhoIsAffected(ctx, policySets, changes) : { gains: [], losses: [] };
  return {
    isNoNewAccess: proven === "no_change" || proven === "no_new_access",
    gains: [...gains.map(({ sentence }) => sentence), ...people.gains],
    losses: [...losses.map(({ sentence }) => sentence), ...people.losses],
  };
}

function isOfPeople(change: AccessChange): boolean {
  if (change.kind === "assign_role") return change.assignment.assignee.type !== "group";
  return change.kind === "change_group_members" || change.kind === "end_assignment";
}

export async function makePlan(ctx: Context, { file, mark }: FileToApply): Promise<FullPlan> {
  const stored = await readAccess(ctx, file);
  const resolved = await resolveFile(ctx, file, stored);
  const { file: shown, assignments: shownAssignments } = await toAccessFile(ctx, stored);
  const sides = { file, shown, shownAssignments, stored, resolved, mark, now: ctx.platform.clock.now() };
  const problems = findFileProblems(file, await readCatalogue(ctx.db, ctx.profileId));

  const errors = [...problems, ...resolved.problems, ...findOwnerProblems(sides)];
  // What is in a circle has no order.
  const steps = errors.length > 0 ? stepsOf(sides) : inOrder(stepsOf(sides), file);
  const { tagKeys, groups, roles, policies, assignments } = file;
  const wantedCount = [tagKeys, groups, roles, policies, assignments].reduce((sum, list) => sum + list.length, 0);
  const kept = steps.filter((step) => step.action !== "delete").length;
  return { steps, unchanged: wantedCount - kept, errors, resolved, stored };
}

/** Who is to become a member of a group by hand, and who no longer; null where the file says nothing of it. */
export function memberChange({ resolved, stored }: FullPlan, step: Step): { add: string[]; remove: string[] } | null {
  const wanted = resolved.members(step.name);
  if (wanted === null) return null;
  const current = stored.members.get(step.stored?.id ?? "")?.ids ?? [];
  return { add: wanted.filter((id) => !current.includes(id)), remove: current.filter((id) => !wanted.includes(id)) };
}

/** The plan as the impact room understands it; new objects get ids that later ones can name. */
function changesOf(plan: FullPlan): AccessChange[] {
  return plan.steps.flatMap((step) => (step.action === "delete" ? deletionOf(step) : changeOf(plan, step)));
}

function deletionOf({ type, stored }: Step): AccessChange[] {
  if (stored === null || type === "tag_key") return [];
  switch (type) {
    case "policy":
      return [{ kind: "delete_policy", policyId: stored.id }];
    case "role":
      return [{ kind: "delete_role", roleId: stored.id }];
    case "group":
      return [{ kind: "delete_group", groupId: stored.id }];
    case "assignment":
      return [{ kind: "end_assignment", assignmentId: stored.id }];
  }
}

function changeOf(plan: FullPlan, step: Step): AccessChange[] {
  const { resolved } = plan;
  const id = step.stored?.id;
  switch (step.type) {
    case "tag_key":
      return [];
    case "policy": {
      const { tests: _tests, ...policy } = resolved.policy(step.name);
      return [{ kind: "put_policy", ...(id === undefined ? {} : { policyId: id }), policy }];
    }
    case "role":
      return [{ kind: "put_role", roleId: resolved.idOf("role", step.name), role: resolved.role(step.name) }];
    case "group": {
      const groupId = resolved.idOf("group", step.name);
      const members = memberChange(plan, step);
      const isMoved = members !== null && members.add.length + members.remove.length > 0;
      return [
        { kind: "put_group", groupId, group: resolved.group(step.name) },
        ...(isMoved ? [{ kind: "change_group_members" as const, groupId, ...members }] : []),
      ];
    }
    case "assignment": {
      // One that is there already only gets its mark.
      if (step.assignment === undefined || id !== undefined) return [];
      const { reason: _reason, ...assignment } = resolved.assignment(step.assignment);
      return [{ kind: "assign_role", assignment }];
    }
  }
}
