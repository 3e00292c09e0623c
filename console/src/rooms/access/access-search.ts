import { apiRoutes, id, resourceId, resourceTypeName, subjectType } from "@latchkey/contract";
import { keepValid, oneOf } from "../../shell/search-params.ts";
import { templateNames } from "./policy-templates.ts";

const { search, status, sort, limit, cursor } = apiRoutes.access.listPolicies.query.shape;

/** State of the policy list in the address. */
export const policiesSearch = keepValid({ search, status, sort, limit, cursor, show: oneOf(["deleted"]) });
export type PoliciesSearch = ReturnType<typeof policiesSearch>;

export const policyViews = ["policy", "versions", "tests", "uses", "monitor", "activity"] as const;
export type PolicyView = (typeof policyViews)[number];

const { from, to } = apiRoutes.policyVersions.comparePolicyVersions.query.shape;

/**
 * Which part of a policy is open, and which versions are compared. What is typed in the editor survives the change, so this
 * is no `tab` to the leave guard.
 */
export const policySearch = keepValid({ view: oneOf(policyViews), from, to });

/** Who, what they want to do, and with what. */
export const questionParts = {
  subjectType,
  subjectId: id,
  action: apiRoutes.access.explain.body.shape.action,
  resourceType: resourceTypeName,
  resourceId,
};

/** A new policy may start from a template, or from a question that should be answered with yes. */
export const newPolicySearch = keepValid({ template: oneOf(templateNames), copyOf: id, ...questionParts });
