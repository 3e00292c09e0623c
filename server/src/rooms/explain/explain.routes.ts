import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { explainDecision } from "./explain-decision.ts";
import { explainRefusal } from "./explain-refusal.ts";

const { access, portal } = apiRoutes;

export function explainRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(access.explain, (ctx, { body }) => explainDecision(ctx, policySets, body)),
    on(portal.explainRefusal, (ctx, { params }) => explainRefusal(ctx, policySets, params.dashboardId)),
  ];
}
