import { apiRoutes } from "@latchkey/contract";
import { httpErrors } from "../../http/http.errors.ts";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { createShare, deleteShare, listShares } from "./share-dashboard.ts";

const { sharing, portal } = apiRoutes;

export function sharingRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(sharing.listShares, (ctx, { params }) => listShares(ctx, policySets, params.dashboardId)),
    on(sharing.createShare, (ctx, { params, body }) => createShare(ctx, policySets, { dashboardId: params.dashboardId, ...body })),
    on(sharing.deleteShare, (ctx, { params }) => deleteShare(ctx, params)),
    on(portal.openShare, async (ctx) => {
      if (ctx.principal.kind !== "anonymous_user") throw httpErrors.not_found();
      const { dashboardId, widgetId } = ctx.principal;
      return { dashboardId, widgetId };
    }),
  ];
}
