import { apiRoutes, id, resourceType, subjectType } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import { templateNames } from "./policy-templates.ts";

const { search, status, sort, limit, cursor } = apiRoutes.access.listPolicies.query.shape;

/** State of the policy list in the address. */
export const policiesSearch = keepValid({ search, status, sort, limit, cursor });
export type PoliciesSearch = ReturnType<typeof policiesSearch>;

/** Which part of a policy is open. What is typed in the editor survives the change, so this is no `tab` to the leave guard. */
export const policySearch = keepValid({ view: oneOf(["activity"]) });

const questionParts = {
  subjectType,
  subjectId: id,
  action: apiRoutes.access.explain.body.shape.action,
  resourceType,
  resourceId: id,
};

/** The whole question stands in the address, so that a copied link asks it again. */
export const explainSearch = keepValid(questionParts);
type AskedParts = Required<ReturnType<typeof explainSearch>>;
/** A question that may lack parts; a part that another choice took away is undefined. */
export type ExplainSearch = { [Part in keyof AskedParts]?: AskedParts[Part] | undefined };

/** A new policy may start from a template, or from a question that should be answered with yes. */
export const newPolicySearch = keepValid({ template: oneOf(templateNames), ...questionParts });
