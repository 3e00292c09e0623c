export { analysisRoutes } from "./analyses.routes.ts";
export { findAnalysis, type AnalysisRow } from "./analyses.store.ts";
export { authenticateAnalysis } from "./authenticate-analysis.ts";
