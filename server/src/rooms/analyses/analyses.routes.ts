import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { deleteAnalysis, renewAnalysisToken, updateAnalysis } from "./change-analysis.ts";
import { createAnalysis } from "./create-analysis.ts";
import { getAnalysis, listAnalyses } from "./get-analysis.ts";

const { analyses } = apiRoutes;

export const analysisRoutes = [
  on(analyses.listAnalyses, (ctx, { query }) => listAnalyses(ctx, query)),
  on(analyses.createAnalysis, (ctx, { body }) => createAnalysis(ctx, body)),
  on(analyses.getAnalysis, (ctx, { params }) => getAnalysis(ctx, params.analysisId)),
  on(analyses.updateAnalysis, (ctx, { params, body }) => updateAnalysis(ctx, params.analysisId, body)),
  on(analyses.deleteAnalysis, (ctx, { params }) => deleteAnalysis(ctx, params.analysisId)),
  on(analyses.renewAnalysisToken, (ctx, { params }) => renewAnalysisToken(ctx, params.analysisId)),
];
