export { findAnalysis, type AnalysisRow } from "./analyses.store.ts";
export { createAnalysis } from "./create-analysis.ts";
export { deleteAnalysis, renewAnalysisToken, updateAnalysis } from "./change-analysis.ts";
export { analysisRoutes } from "./analyses.routes.ts";
export { authenticateAnalysis } from "./authenticate-analysis.ts";
