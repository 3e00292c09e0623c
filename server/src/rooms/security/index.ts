import "./security.events.ts";

export { findSecurity, listPasswordAges, listWhereSecondFactorIsDue } from "./get-security.ts";
export { getSecuritySettings, readSecurity } from "./read-security.ts";
export { securityRoutes } from "./security.routes.ts";
export { updateSecurity } from "./update-security.ts";
