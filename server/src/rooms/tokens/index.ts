export { authenticateApiToken } from "./authenticate-token.ts";
export { createToken } from "./create-token.ts";
export { tokenRoutes } from "./tokens.routes.ts";
