import type { Assignment, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { listAssignmentRows, type AssignmentListQuery } from "./assignments.store.ts";
import { listRoleNames } from "./roles.store.ts";
import { toAssignment } from "./to-role.ts";

/** Assignments of the roles that the caller may see, newest first. */
export async function listAssignments(ctx: Context, query: AssignmentListQuery): Promise<Page<Assignment>> {
  const now = ctx.platform.clock.now();
  const filter = ctx.access.filter("access_management", "access");
  const names = await listRoleNames(ctx.db, ctx.profileId, filter);
  // Of a role that was deleted, the ended assignments stay on record for whoever sees everything.
  const roleIds = filter.kind === "all" ? null : [...names.keys()];
  const { rows, nextCursor, total } = await listAssignmentRows(ctx.db, ctx.profileId, { ...query, roleIds }, now);
  return { items: rows.map((row) => toAssignment(row, names.get(row.role_id) ?? row.role_id, now)), nextCursor, total };
}
