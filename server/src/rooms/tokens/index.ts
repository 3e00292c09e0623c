export { authenticateApiToken } from "./authenticate-token.ts";
export { createToken, deleteToken, listTokens } from "./create-token.ts";
export { remindOfTokens, tellOfEndingToken } from "./remind-of-tokens.ts";
export { tokenRoutes } from "./tokens.routes.ts";
