import { apiRoutes } from "@latchkey/contract";
import { onJob } from "../../http/jobs.ts";
import { on } from "../../http/routes.ts";
import { enterPlaceWithCookie } from "../sign-in/index.ts";
import { confirmSignUp } from "./confirm-sign-up.ts";
import { registerSealed } from "./register.ts";
import { getPortal, signUp } from "./sign-up.ts";

const { portal } = apiRoutes;

export const signupRoutes = [
  on(portal.getPortal, (ctx, { params }) => getPortal(ctx, params.slug)),
  on(portal.signUp, async (ctx, { params, body }) => {
    const { outcome, reference, expiresAt } = await signUp(ctx, params.slug, body);
    return { outcome, reference, expiresAt };
  }),
  on(portal.confirmSignUp, async (ctx, { params, body }, reply) => {
    const done = await confirmSignUp(ctx, params.slug, body);
    return enterPlaceWithCookie(reply, done.place, done).step;
  }),
];

export const signupJobs = [onJob("sign_up.register", registerSealed)];
