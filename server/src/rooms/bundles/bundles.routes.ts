import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "../access/index.ts";
import { getBundle } from "./get-bundle.ts";
import { getBundleKeys } from "./sign-bundle.ts";

const { bundles } = apiRoutes;

export function bundleRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(bundles.getBundle, (ctx, { query }) => getBundle(ctx, policySets, query)),
    on(bundles.getBundleKeys, (ctx) => getBundleKeys(ctx)),
  ];
}
