export { authenticateApiToken } from "./authenticate-token.ts";
export { createToken, deleteToken, listTokens } from "./create-token.ts";
export { tokenRoutes } from "./tokens.routes.ts";
