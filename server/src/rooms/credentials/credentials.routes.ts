import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { setUserPassword } from "./change-password.ts";
import { createUserPasswordLink } from "./create-password-link.ts";
import { createUserWithCredential } from "./create-user-with-credential.ts";

const { users } = apiRoutes;

export const credentialRoutes = [
  on(users.createUser, (ctx, { body }) => createUserWithCredential(ctx, body)),
  on(users.setUserPassword, (ctx, { params, body }) => setUserPassword(ctx, params.userId, body.password)),
  on(users.createUserPasswordLink, (ctx, { params }) => createUserPasswordLink(ctx, params.userId)),
];
