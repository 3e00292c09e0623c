import type { Dashboard, Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { newId } from "../../platform/ids.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { insertDashboard } from "./dashboards.store.ts";
import { auditedDashboard, dashboardObject, toDashboard } from "./to-dashboard.ts";

export interface NewDashboard {
  name: string;
  description: string;
  tags: Tag[];
}

/** Creates an empty dashboard; nobody sees it until a policy says so. */
export async function createDashboard(ctx: Context, input: NewDashboard): Promise<Dashboard> {
  const tags = toStoredTags(input.tags);
  requireCreatable(ctx, "dashboard", tags);
  const now = ctx.platform.clock.now();

  return transact(ctx.db, async (tx) => {
    await requireSettableTags(tx, ctx, { before: [], after: tags });
    const row = await insertDashboard(tx, {
      profile_id: ctx.profileId,
      id: newId(ctx.platform.clock),
      name: input.name,
      description: input.description,
      tags,
      tabs: "[]",
      created_at: now,
      updated_at: now,
    });
    await recordAuditEntry(tx, ctx, { action: "dashboard.created", object: dashboardObject(row), after: auditedDashboard(row) });
    return toDashboard(row, []);
  });
}
