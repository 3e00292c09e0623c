import "./security.events.ts";

export { getSecuritySettings } from "./get-security.ts";
export { readSecurity } from "./read-security.ts";
export { securityRoutes } from "./security.routes.ts";
