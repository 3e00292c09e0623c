export { compareAccess } from "./preview-impact.ts";
export { tellWhoIsAffected } from "./tell-who-is-affected.ts";
export { chosenToSql } from "./chosen.ts";
export { retagged, type RetagSteps } from "./plan.ts";
export { impactRoutes } from "./impact.routes.ts";
export { listenToChanges as listenToChangesForImpact, requireConsentBefore } from "./require-consent.ts";
