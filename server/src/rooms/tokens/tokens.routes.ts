import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { createToken, deleteToken, listTokens } from "./create-token.ts";

const { tokens } = apiRoutes;

export const tokenRoutes = [
  on(tokens.listTokens, (ctx) => listTokens(ctx)),
  on(tokens.createToken, (ctx, { body }) => createToken(ctx, body)),
  on(tokens.deleteToken, (ctx, { params }) => deleteToken(ctx, params.tokenId)),
];
