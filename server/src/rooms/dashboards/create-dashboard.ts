import type { Dashboard, Tag } from "@latchkey/contract";
import { toStoredTags } from "../../database/tags.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { requireCreatable } from "../../http/find-allowed.ts";
import { givenOrNewId } from "../../http/given-id.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { requireSettableTags } from "../tag-keys/index.ts";
import { insertDashboard } from "./dashboards.store.ts";
import { auditedDashboard, dashboardObject, toDashboard } from "./to-dashboard.ts";

export interface NewDashboard {
  /** The one it had elsewhere, from callers whom no rule governs. */
  id?: string | undefined;
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
      id: givenOrNewId(ctx, input.id),
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
