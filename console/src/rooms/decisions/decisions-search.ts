import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

const { subjectId, resourceType, resourceId, action, decision, from, to, limit, cursor } = apiRoutes.decisionLog.listDecisions.query.shape;

/** State of the decision log in the address. */
export const decisionsSearch = keepValid({ subjectId, resourceType, resourceId, action, decision, from, to, limit, cursor });
type DecisionsParts = Required<ReturnType<typeof decisionsSearch>>;
export type DecisionsSearch = { [Part in keyof DecisionsParts]?: DecisionsParts[Part] | undefined };
