import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { changeOwnPassword, setUserPassword } from "./change-password.ts";
import { createUserPasswordLink } from "./create-password-link.ts";
import { createUserWithCredential } from "./create-user-with-credential.ts";

const { signIn, users } = apiRoutes;

export const credentialRoutes = [
  on(users.createUser, (ctx, { body }) => createUserWithCredential(ctx, body)),
  on(users.setUserPassword, (ctx, { params, body }) => setUserPassword(ctx, params.userId, body)),
  on(users.createUserPasswordLink, (ctx, { params, body }) => createUserPasswordLink(ctx, params.userId, body.sendMail)),
  on(signIn.changeOwnPassword, (ctx, { body }) => changeOwnPassword(ctx, body)),
];
