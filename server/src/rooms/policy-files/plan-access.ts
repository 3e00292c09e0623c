import type { AccessChange, AccessFile, AccessPlan, Group, PlannedChange, Policy, Role } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { compareAccess } from "../impact/index.ts";
import { compareBodies } from "../versions/index.ts";
import type { PolicySets } from "../access/index.ts";
import { readCatalogue } from "../resource-types/index.ts";
import { findFileProblems } from "./file.rules.ts";
import type { NameProblem } from "./name-book.ts";
import { readAccess, toAccessFile, type StoredAccess } from "./read-access.ts";
import { resolveFile, type ResolvedFile } from "./resolve-file.ts";

export interface FileToApply {
  file: AccessFile;
  /** What carries this mark and is not in the file any more is deleted. */
  mark: string;
}

/** One object of the file or the store with the step that it needs. */
export interface Step {
  type: PlannedChange["type"];
  action: PlannedChange["action"];
  /** The stored object; null for one that is to be created. */
  stored: (Group | Role | Policy) | null;
  name: string;
  changes: PlannedChange["changes"];
}

export interface FullPlan {
  steps: Step[];
  unchanged: number;
  errors: NameProblem[];
  resolved: ResolvedFile;
}

/** What applying a file would do, and who could gain or lose by it, whatever tags they will carry. */
export async function planAccess(ctx: Context, policySets: PolicySets, input: FileToApply): Promise<AccessPlan> {
  const plan = await makePlan(ctx, input);
  const steps = plan.errors.length > 0 ? [] : changesOf(plan);
  const difference = steps.length === 0 ? null : await compareAccess(ctx, policySets, { changes: steps });
  return {
    changes: plan.steps.map(({ type, action, stored, name, changes }) => ({ type, action, id: stored?.id ?? null, name, changes })),
    unchanged: plan.unchanged,
    errors: plan.errors,
    difference: {
      isNoNewAccess: difference === null || difference.gains.length === 0,
      gains: difference?.gains.map((gain) => gain.sentence) ?? [],
      losses: difference?.losses.map((loss) => loss.sentence) ?? [],
    },
  };
}

export async function makePlan(ctx: Context, { file, mark }: FileToApply): Promise<FullPlan> {
  const stored = await readAccess(ctx);
  const resolved = await resolveFile(ctx, file, stored);
  const problems = findFileProblems(file, await readCatalogue(ctx.db, ctx.profileId));
  const errors = [...problems, ...resolved.problems, ...foreignMarks(stored, { file, mark })];

  const current = await toAccessFile(ctx, stored);
  const steps = [
    ...stepsOf("group", { wanted: file.groups, shown: current.groups, stored: stored.groups }, mark),
    ...stepsOf("role", { wanted: file.roles, shown: current.roles, stored: stored.roles }, mark),
    ...stepsOf("policy", { wanted: file.policies, shown: current.policies, stored: stored.policies }, mark),
  ];
  const wantedCount = file.groups.length + file.roles.length + file.policies.length;
  const kept = steps.filter((step) => step.action !== "delete").length;
  return { steps, unchanged: wantedCount - kept, errors, resolved };
}

type Stored = (Group | Role | Policy) & { managedBy: string | null };

interface Sides {
  wanted: readonly { name: string }[];
  /** The stored objects as a file would show them. */
  shown: readonly { name: string }[];
  stored: readonly Stored[];
}

function stepsOf(type: Step["type"], { wanted, shown, stored }: Sides, mark: string): Step[] {
  const storedByName = new Map(stored.map((object) => [object.name, object]));
  const shownByName = new Map(shown.map((object) => [object.name, object]));
  const wantedNames = new Set(wanted.map((object) => object.name));

  const kept = wanted.flatMap((object): Step[] => {
    const before = storedByName.get(object.name);
    if (before === undefined) return [{ type, action: "create", stored: null, name: object.name, changes: [] }];

    const changes = compareBodies(shownByName.get(object.name), object).changes;
    const adoption = before.managedBy === mark ? [] : [{ path: "managedBy", before: before.managedBy, after: mark }];
    if (changes.length + adoption.length === 0) return [];
    return [{ type, action: "update", stored: before, name: object.name, changes: [...changes, ...adoption] }];
  });
  const gone = stored.filter((object) => object.managedBy === mark && !wantedNames.has(object.name));
  return [...kept, ...gone.map((object): Step => ({ type, action: "delete", stored: object, name: object.name, changes: [] }))];
}

/** What another file keeps is not taken over silently. */
function foreignMarks(stored: StoredAccess, { file, mark }: FileToApply): NameProblem[] {
  const check = (path: "groups" | "roles" | "policies") => {
    const owners = new Map((stored[path] as readonly Stored[]).map((object) => [object.name, object.managedBy]));
    return file[path].flatMap(({ name }, index) => {
      const owner = owners.get(name) ?? null;
      return owner === null || owner === mark ? [] : [{ path: `${path}.${index}`, message: `"${name}" is kept in another file, ${owner}` }];
    });
  };
  return [...check("groups"), ...check("roles"), ...check("policies")];
}

/** The plan as the impact room understands it; new objects get ids that later ones can name. */
function changesOf({ steps, resolved }: FullPlan): AccessChange[] {
  return steps.flatMap((step): AccessChange[] => {
    const id = step.stored?.id;
    if (step.type === "policy") {
      if (step.action === "delete") return id === undefined ? [] : [{ kind: "delete_policy", policyId: id }];
      const { tests: _tests, ...policy } = resolved.policy(step.name);
      return [{ kind: "put_policy", ...(id === undefined ? {} : { policyId: id }), policy }];
    }
    if (step.type === "role") {
      if (step.action === "delete") return id === undefined ? [] : [{ kind: "delete_role", roleId: id }];
      return [{ kind: "put_role", roleId: resolved.idOf("role", step.name), role: resolved.role(step.name) }];
    }
    if (step.action === "delete") return id === undefined ? [] : [{ kind: "delete_group", groupId: id }];
    return [{ kind: "put_group", groupId: resolved.idOf("group", step.name), group: resolved.group(step.name) }];
  });
}
