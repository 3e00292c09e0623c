import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { confirmPolicy, type PolicySets } from "../access/index.ts";
import { getMatrix } from "./get-matrix.ts";
import { exportImpact, listImpact } from "./list-impact.ts";
import { compareAccess, previewImpact } from "./preview-impact.ts";
import { replayDecisions } from "./replay-decisions.ts";
import { simulate } from "./simulate.ts";

const { impact, simulator } = apiRoutes;

export function impactRoutes(policySets: PolicySets): RouteEntry[] {
  return [
    on(impact.previewImpact, (ctx, { body }) => previewImpact(ctx, policySets, body.changes)),
    on(impact.listImpact, (ctx, { body }) => listImpact(ctx, policySets, body)),
    on(impact.exportImpact, (ctx, { body }) => exportImpact(ctx, policySets, body)),
    on(impact.compareAccess, (ctx, { body }) => compareAccess(ctx, policySets, { ...body, hasOwnIds: false })),
    on(impact.confirmPolicy, (ctx, { params }) => confirmPolicy(ctx, params.policyId)),
    on(simulator.simulate, (ctx, { body }) => simulate(ctx, policySets, body)),
    on(simulator.getMatrix, (ctx, { body }) => getMatrix(ctx, policySets, body)),
    on(simulator.replayDecisions, (ctx, { body }) => replayDecisions(ctx, policySets, body)),
  ];
}
