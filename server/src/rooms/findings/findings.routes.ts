import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { createFindingsCache, listFindings } from "./list-findings.ts";

const { findings } = apiRoutes;

export function findingRoutes(policySets: PolicySets): RouteEntry[] {
  const cache = createFindingsCache(policySets);
  return [on(findings.listFindings, (ctx, { query }) => listFindings(ctx, cache, query))];
}
