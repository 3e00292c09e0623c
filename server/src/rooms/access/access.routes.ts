import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { readCatalogue } from "../resource-types/index.ts";
import { getOverview } from "./get-overview.ts";
import { getPolicy, listPolicies, previewPolicy } from "./get-policy.ts";
import { getUserInheritance } from "./get-user-inheritance.ts";
import { listUsers } from "../users/index.ts";
import { exportWhoCan, listWhoCan } from "./list-who-can.ts";
import { listUserDashboards } from "./list-user-dashboards.ts";
import { membersOf } from "./members-of.ts";
import type { PolicySets } from "./policy-sets.ts";
import { policyVersionRoutes } from "./policy-versions.routes.ts";
import { createPolicy, deletePolicy, updatePolicy } from "./save-policy.ts";

const { access, profiles, roles, users, whoCan } = apiRoutes;

export function accessRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(access.getCatalogue, async (ctx) => structuredClone(await readCatalogue(ctx.db, ctx.profileId)) as never),
    on(access.listPolicies, (ctx, { query }) => listPolicies(ctx, policySets, query)),
    on(access.createPolicy, (ctx, { body }) => createPolicy(ctx, body)),
    on(access.previewPolicy, (ctx, { body }) => previewPolicy(ctx, policySets, body)),
    on(access.getPolicy, (ctx, { params }) => getPolicy(ctx, params.policyId)),
    on(access.updatePolicy, (ctx, { params, body, ifMatch }) =>
      updatePolicy(ctx, { policyId: params.policyId, version: ifMatch ?? 0, body }),
    ),
    on(access.deletePolicy, (ctx, { params, query }) => deletePolicy(ctx, { ...query, ...params })),
    ...policyVersionRoutes(policySets),
    on(users.listUsers, async (ctx, { query }) => listUsers(ctx, query, await membersOf(ctx, policySets, query))),
    on(users.listUserDashboards, (ctx, { params, query }) => listUserDashboards(ctx, policySets, { ...query, ...params })),
    on(whoCan.listWhoCan, (ctx, { body }) => listWhoCan(ctx, policySets, body)),
    on(whoCan.exportWhoCan, (ctx, { body }) => exportWhoCan(ctx, policySets, body)),
    on(roles.getUserInheritance, (ctx, { params }) => getUserInheritance(ctx, policySets, params.userId)),
    on(profiles.getOverview, (ctx) => getOverview(ctx)),
  ];
}
