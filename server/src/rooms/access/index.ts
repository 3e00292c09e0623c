export { accessOf } from "./access-of.ts";
export { accessRoutes } from "./access.routes.ts";
export { createPolicySets, type PolicySets } from "./policy-sets.ts";
