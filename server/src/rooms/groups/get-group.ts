import type { Group, Page } from "@latchkey/contract";
import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { withGroupsBelow } from "./groups.rules.ts";
import { findGroup, listGroupRows, listGroupsSince, listNestedGroups, type GroupListQuery, type GroupRow } from "./groups.store.ts";
import { countMembers } from "./members.store.ts";
import { toGroup } from "./to-group.ts";

export async function getGroup(ctx: Context, groupId: string): Promise<Group> {
  const row = await findAllowed(ctx, { type: "access_management", action: "access" }, (filter) =>
    findGroup(ctx.db, ctx.profileId, groupId, filter),
  );
  return withMemberCount(ctx.db, row);
}

// Each count takes a database connection, and everybody else needs some meanwhile.
const countsAtOnceMax = 4;

/** Groups with how many members each has now. */
export async function listGroups(ctx: Context, query: GroupListQuery): Promise<Page<Group>> {
  const [{ rows, nextCursor, total }, nested] = await Promise.all([
    listGroupRows(ctx.db, ctx.profileId, query, ctx.access.filter("access_management", "access")),
    listNestedGroups(ctx.db, ctx.profileId),
  ]);

  const countRow = async (row: GroupRow): Promise<Group> =>
    toGroup(row, await countMembers(ctx.db, ctx.profileId, withGroupsBelow(nested, row.id)));
  return { items: await inParallel(rows, countRow, countsAtOnceMax), nextCursor, total };
}

/** Every group of the profile, whoever asks, without counting members: for rooms that speak about all rules at once. */
export async function listAllGroups(ctx: Context): Promise<Group[]> {
  const rows = await listGroupsSince(ctx.db, ctx.profileId, -1);
  return rows.map((row) => toGroup(row, 0));
}

export async function withMemberCount(connection: Connection, row: GroupRow): Promise<Group> {
  const nested = await listNestedGroups(connection, row.profile_id);
  return toGroup(row, await countMembers(connection, row.profile_id, withGroupsBelow(nested, row.id)));
}
