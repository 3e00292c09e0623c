export { administratorRoutes } from "./administrators.routes.ts";
export { findAdministrator, isMember, listAdministratorAddresses } from "./administrators.store.ts";
export { isSetupNeeded } from "./complete-setup.ts";
export { createAdministrator, createAdministratorWithPassword } from "./create-administrator.ts";
export { createSetupToken, type SetupToken } from "./setup-token.ts";
export { deleteAdministrator } from "./update-administrator.ts";
