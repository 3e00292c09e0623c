import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { applyAccess } from "./apply-access.ts";
import { exportAccess } from "./export-access.ts";
import { planAccess } from "./plan-access.ts";

const { accessFiles } = apiRoutes;

export function policyFileRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(accessFiles.exportAccess, (ctx, { query }) => exportAccess(ctx, query)),
    on(accessFiles.planAccess, (ctx, { body }) => planAccess(ctx, policySets, body)),
    on(accessFiles.applyAccess, (ctx, { body }) => applyAccess(ctx, policySets, body)),
  ];
}
