export { administratorRoutes } from "./administrators.routes.ts";
export { isMember } from "./administrators.store.ts";
export { isSetupNeeded } from "./complete-setup.ts";
export { createAdministrator, createAdministratorWithPassword } from "./create-administrator.ts";
export { createSetupToken, type SetupToken } from "./setup-token.ts";
