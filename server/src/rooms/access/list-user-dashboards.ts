import type { Page, Tag } from "@latchkey/contract";
import { specialise } from "@latchkey/engine";
import { fromStoredTags } from "../../database/tags.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { listDashboardRows } from "../dashboards/index.ts";
import { findProfile } from "../profiles/index.ts";
import { findUser } from "../users/index.ts";
import type { PolicySets } from "./policy-sets.ts";

export interface AccessibleDashboard {
  id: string;
  name: string;
  tags: Tag[];
}

/** The dashboards a user may access now, by the very filter that their own list uses; none while they may not act. */
export async function listUserDashboards(
  ctx: Context,
  policySets: PolicySets,
  query: { userId: string; limit: number; cursor?: string | undefined },
): Promise<Page<AccessibleDashboard>> {
  const [user, profile] = await Promise.all([
    findUser(ctx.db, ctx.profileId, query.userId, ctx.access.filter("run_user", "access")),
    findProfile(ctx.db, ctx.profileId),
  ]);
  if (!user || !profile) throw httpErrors.not_found();

  const set = await policySets.get(ctx.profileId, profile.access_revision);
  const grants = specialise(set, { type: "run_user", id: user.id, tags: fromStoredTags(user.tags) });
  const filter = user.status === "active" ? grants.filter("dashboard", "access") : { kind: "none" as const };
  const { rows, nextCursor, total } = await listDashboardRows(ctx.db, ctx.profileId, { ...query, sort: "name" }, filter);
  return { items: rows.map((row) => ({ id: row.id, name: row.name, tags: fromStoredTags(row.tags) })), nextCursor, total };
}
