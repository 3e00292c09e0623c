export { analysisRoutes } from "./analyses.routes.ts";
export { authenticateAnalysis } from "./authenticate-analysis.ts";
