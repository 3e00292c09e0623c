import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { exportUsers } from "./export-users.ts";

export function transferRoutes(policySets: PolicySets): RouteEntry[] {
  return [on(apiRoutes.users.exportUsers, (ctx, { query }) => exportUsers(ctx, policySets, query))];
}
