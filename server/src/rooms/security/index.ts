import "./security.events.ts";

export { findSecurity, getSecuritySettings, toSecuritySettings, type VersionedSecurity } from "./get-security.ts";
export { readSecurity } from "./read-security.ts";
export { securityRoutes } from "./security.routes.ts";
