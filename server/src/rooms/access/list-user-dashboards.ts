import type { Page, Tag } from "@latchkey/contract";
import { specialise } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { listDashboardRows } from "../dashboards/index.ts";
import { findStoredUser } from "./get-user-inheritance.ts";
import type { PolicySets } from "./policy-sets.ts";

export interface AccessibleDashboard {
  id: string;
  name: string;
  tags: Tag[];
}

/**
 * The dashboards a user may access now, by the very filter that their own list uses; none while they may not act. What
 * depends on an address, a trusted device or a second factor is left out: here nobody is asking from anywhere. So are those
 * that the caller may not see.
 */
export async function listUserDashboards(
  ctx: Context,
  policySets: PolicySets,
  query: { userId: string; limit: number; cursor?: string | undefined },
): Promise<Page<AccessibleDashboard>> {
  const { set, subject, status, circumstances } = await findStoredUser(ctx, policySets, query.userId);
  const grants = specialise(set, subject, circumstances);
  const filter = status === "active" ? grants.filter("dashboard", "access") : { kind: "none" as const };
  const seen = ctx.access.filter("dashboard", "access");
  const { rows, nextCursor, total } = await listDashboardRows(ctx.db, ctx.profileId, { ...query, sort: "name" }, filter, seen);
  return { items: rows.map((row) => ({ id: row.id, name: row.name, tags: fromStoredTags(row.tags) })), nextCursor, total };
}
