import type { Page, Role } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import type { Connection } from "../../database/database.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { countAssignments } from "./assignments.store.ts";
import { findRole, listRoleRows, type RoleListQuery, type RoleRow } from "./roles.store.ts";
import { toRole } from "./to-role.ts";

export async function getRole(ctx: Context, roleId: string): Promise<Role> {
  const row = await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findRole(ctx.db, ctx.profileId, roleId, filter),
  );
  return withAssignmentCount(ctx.db, row, ctx.platform.clock.now());
}

/** Built-in and custom roles with how many assignments of each are in force now. */
export async function listRoles(ctx: Context, query: RoleListQuery): Promise<Page<Role>> {
  const { rows, nextCursor, total } = await listRoleRows(ctx.db, ctx.profileId, query, ctx.access.filter("access_management", "access"));
  const roleIds = rows.map((row) => row.id);
  const counts = await countAssignments(ctx.db, ctx.profileId, { roleIds, now: ctx.platform.clock.now() });
  return { items: rows.map((row) => toRole(row, counts.get(row.id) ?? 0)), nextCursor, total };
}

export async function withAssignmentCount(connection: Connection, row: RoleRow, now: Date): Promise<Role> {
  const counts = await countAssignments(connection, row.profile_id, { roleIds: [row.id], now });
  return toRole(row, counts.get(row.id) ?? 0);
}
