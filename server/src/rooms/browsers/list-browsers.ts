import type { Browser, Page, PendingBrowser } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { deploymentId } from "../../platform/ids.ts";
import { findBrowserOwner, type OwnerRef } from "./browser-owner.ts";
import { listBrowserRows, listPendingRows } from "./browsers.store.ts";
import { toBrowser } from "./to-browser.ts";

/** Devices of a person, the current one first, then the last used ones. */
export async function listBrowsers(ctx: Context, ref: OwnerRef): Promise<{ items: Browser[] }> {
  const owner = await findBrowserOwner(ctx.db, ctx, { ref, needs: "access" });
  const items = (await listBrowserRows(ctx.db, owner)).map((row) => toBrowser(ctx, row));
  return { items: [...items.filter((each) => each.isCurrent), ...items.filter((each) => !each.isCurrent)] };
}

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/** Devices that wait for approval, of the people whom the caller may see; of administrators, for super administrators. */
export async function listPendingBrowsers(ctx: Context, paging: Paging): Promise<Page<PendingBrowser>> {
  const filter = ctx.profileId === deploymentId ? ({ kind: "all" } as const) : ctx.access.filter("run_user", "access");
  const { rows, nextCursor, total } = await listPendingRows(ctx.db, ctx.profileId, { ...paging, filter });
  const items = rows.map((row) => ({
    ...toBrowser(ctx, row),
    user: { id: row.user_id, name: row.user_name, email: row.user_email },
  }));
  return { items, nextCursor, total };
}
