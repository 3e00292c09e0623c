export { analysisRoutes } from "./analyses.routes.ts";
export { type AnalysisRow } from "./analyses.store.ts";
export { authenticateAnalysis } from "./authenticate-analysis.ts";
