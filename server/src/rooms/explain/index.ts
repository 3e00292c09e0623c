export { explainDecision } from "./explain-decision.ts";
export { explainRoutes } from "./explain.routes.ts";
