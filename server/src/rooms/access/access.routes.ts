import { apiRoutes, catalogue } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { explainDecision } from "./explain-decision.ts";
import { getOverview } from "./get-overview.ts";
import { getPolicy, listPolicies, previewPolicy } from "./get-policy.ts";
import { listUserDashboards } from "./list-user-dashboards.ts";
import type { PolicySets } from "./policy-sets.ts";
import { createPolicy, deletePolicy, updatePolicy } from "./save-policy.ts";

const { access, profiles, users } = apiRoutes;

export function accessRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(access.catalogue, async () => structuredClone(catalogue) as never),
    on(access.listPolicies, (ctx, { query }) => listPolicies(ctx, query)),
    on(access.createPolicy, (ctx, { body }) => createPolicy(ctx, body)),
    on(access.previewPolicy, (ctx, { body }) => previewPolicy(ctx, body)),
    on(access.getPolicy, (ctx, { params }) => getPolicy(ctx, params.policyId)),
    on(access.updatePolicy, (ctx, { params, body, ifMatch }) =>
      updatePolicy(ctx, { policyId: params.policyId, version: ifMatch ?? 0, body }),
    ),
    on(access.deletePolicy, (ctx, { params }) => deletePolicy(ctx, params.policyId)),
    on(access.explain, (ctx, { body }) => explainDecision(ctx, policySets, body)),
    on(users.listUserDashboards, (ctx, { params, query }) => listUserDashboards(ctx, policySets, { ...query, ...params })),
    on(profiles.getOverview, (ctx) => getOverview(ctx)),
  ];
}
