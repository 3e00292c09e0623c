import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { getPolicyUses, getRoleUses, listDecisions, listMonitorEffects, listPolicyLastUses } from "./get-decisions.ts";

const { decisionLog } = apiRoutes;

export const decisionLogRoutes: RouteEntry[] = [
  on(decisionLog.listDecisions, (ctx, { query }) => listDecisions(ctx, query)),
  on(decisionLog.getPolicyUses, (ctx, { params }) => getPolicyUses(ctx, params.policyId)),
  on(decisionLog.listPolicyLastUses, (ctx, { query }) => listPolicyLastUses(ctx, query.policyId)),
  on(decisionLog.getRoleUses, (ctx, { params }) => getRoleUses(ctx, params.roleId)),
  on(decisionLog.listMonitorEffects, (ctx, { params, query }) => listMonitorEffects(ctx, { ...query, ...params })),
];
