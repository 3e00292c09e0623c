import type { PolicySets } from "../../access/index.ts";
import { createShare } from "../../sharing/index.ts";
import { readId } from "../wire/read-body.ts";
import { readMoment } from "../wire/relative-date.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";

const name = "TagoIO API";

/** What follows the fragment sign of a link is its token. */
const tokenIn = ({ url }: { url: string }): string => url.slice(url.indexOf("#") + 1);

/** A share link's token: it opens this dashboard, as far as policies let the anonymous user see it. */
async function publicKey({ ctx, params, query }: TagoCall, policySets: PolicySets): Promise<unknown> {
  const end = readMoment(query["expire_time"], { now: ctx.platform.clock.now(), direction: 1, field: "expire_time" });
  const wanted = { dashboardId: readId(params["id"]), widgetId: null, name, expiresAt: end?.toISOString() ?? null };
  const share = await createShare(ctx, policySets, wanted);
  return { token: tokenIn(share), expire_time: share.expiresAt ?? "never" };
}

/** One that opens this widget alone: what TagoIO's embedded widgets carry. Each call makes another. */
async function widgetToken({ ctx, params }: TagoCall, policySets: PolicySets): Promise<unknown> {
  const wanted = { dashboardId: readId(params["id"]), widgetId: readId(params["widget"]), name, expiresAt: null };
  return { widget_token: tokenIn(await createShare(ctx, policySets, wanted)) };
}

const making = { method: "GET", tokens: ["profile", "analysis"], writes: true } as const;

export function shareLinkRoutes(policySets: PolicySets): TagoRoute[] {
  return [
    { ...making, path: "/dashboard/:id/share/public", handler: (call) => publicKey(call, policySets) },
    { ...making, path: "/dashboard/:id/widget/:widget/token", handler: (call) => widgetToken(call, policySets) },
  ];
}
