export { listenToPolicies as listenToPoliciesForDecisionLog } from "./decision-log.listeners.ts";
export { decisionLogRoutes } from "./decision-log.routes.ts";
export { listLastUses } from "./decision-log.store.ts";
export { createDecisionLog, startFlushing, type DecisionLog } from "./decision-log.ts";
export { deleteOldDecisions } from "./delete-old-decisions.ts";
export { readDecisions } from "./get-decisions.ts";
