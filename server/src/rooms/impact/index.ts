export { compareAccess } from "./preview-impact.ts";
export { impactRoutes } from "./impact.routes.ts";
export { listenToPolicies as listenToPoliciesForImpact } from "./require-consent.ts";
