import type { AccessChange } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findProfile } from "../profiles/index.ts";
import { listAssignmentsById } from "./assignments.store.ts";
import { listNames } from "./names.store.ts";
import type { Plan } from "./plan.ts";

/** What a person would call the change by: the policy, role, group or person; of many at once the profile. */
export async function nameOfChanged(ctx: Context, plan: Plan, changes: readonly AccessChange[]): Promise<string | null> {
  const [change] = changes;
  if (change === undefined) return null;

  switch (change.kind) {
    case "put_policy":
      return change.policy.name;
    case "put_role":
      return change.role.name;
    case "put_group":
      return change.group.name;
    case "delete_policy":
      return nameIn(plan.before.policies, change.policyId);
    case "delete_role":
      return nameIn(plan.before.roles, change.roleId);
    case "delete_group":
    case "change_group_members":
      return nameIn(plan.before.groups, change.groupId);
    case "assign_role":
      return nameIn(plan.before.roles, change.assignment.roleId);
    case "end_assignment":
      return nameIn(plan.before.roles, await roleOf(ctx, change.assignmentId));
    case "retag":
      return "ids" in change.which && change.which.ids.length === 1 ? nameOfThing(ctx, change.of, change.which.ids[0]) : profileName(ctx);
  }
}

function nameIn(list: readonly { id: string; name: string }[], id: string): string | null {
  return list.find((each) => each.id === id)?.name ?? null;
}

async function roleOf({ db, profileId }: Context, assignmentId: string): Promise<string> {
  return (await listAssignmentsById(db, profileId, [assignmentId])).get(assignmentId)?.roleId ?? "";
}

async function nameOfThing({ db, profileId }: Context, type: string, id = ""): Promise<string | null> {
  const names = await listNames({ connection: db, profileId }, [{ type, id }]);
  return names.get(`${type} ${id}`) ?? null;
}

async function profileName(ctx: Context): Promise<string | null> {
  return (await findProfile(ctx.db, ctx.profileId))?.name ?? null;
}
