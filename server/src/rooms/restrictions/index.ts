export { createRestrictionCheck, findRefusals, isEnforced, nameRefusal, type RestrictionCheck } from "./check-restrictions.ts";
export { restrictionsFor, type RolesOf } from "./held-restrictions.ts";
export { liftRestrictions, liftRestrictionsOfAdministrator, type Lifted } from "./lift-restrictions.ts";
export { listenToSecurity as listenToSecurityForRestrictions } from "./lock-out.ts";
export { readRestrictions, restrictionsOfProfile, restrictionsOfProfileForDevices } from "./read-restrictions.ts";
export { findWhatGoverns } from "./restrictions-of-person.ts";
export { restrictionRoutes } from "./restrictions.routes.ts";
export { copyRestrictions, deleteOrphanedRestrictions } from "./restrictions.store.ts";
