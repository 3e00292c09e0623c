import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import type { PolicySets } from "./policy-sets.ts";
import {
  comparePolicyVersions,
  getPolicyVersion,
  listDeletedPolicies,
  listPolicyVersions,
  restorePolicyVersion,
} from "./policy-versions.ts";
import { runAllPolicyTests, runPolicyTests } from "./test-policies.ts";

const { policyVersions } = apiRoutes;

/** Versions and tests of policies. */
export function policyVersionRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(policyVersions.listPolicyVersions, (ctx, { params, query }) => listPolicyVersions(ctx, { ...query, ...params })),
    on(policyVersions.getPolicyVersion, (ctx, { params }) => getPolicyVersion(ctx, params)),
    on(policyVersions.comparePolicyVersions, (ctx, { params, query }) => comparePolicyVersions(ctx, { ...query, ...params })),
    on(policyVersions.restorePolicyVersion, (ctx, { params, body, ifMatch }) =>
      restorePolicyVersion(ctx, { ...body, ...params, currentVersion: ifMatch ?? 0 }),
    ),
    on(policyVersions.listDeletedPolicies, (ctx, { query }) => listDeletedPolicies(ctx, query)),
    on(policyVersions.runPolicyTests, (ctx, { params }) => runPolicyTests(ctx, policySets, params.policyId)),
    on(policyVersions.runAllPolicyTests, (ctx, { body }) => runAllPolicyTests(ctx, policySets, body)),
  ];
}
