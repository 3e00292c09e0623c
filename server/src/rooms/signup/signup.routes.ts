import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { toPortalMe } from "../sessions/index.ts";
import { getPortal, signUp } from "./sign-up.ts";

const { portal } = apiRoutes;

export const signupRoutes = [
  on(portal.getPortal, (ctx, { params }) => getPortal(ctx, params.slug)),
  on(portal.signUp, async (ctx, { params, body }, reply) => {
    const started = await signUp(ctx, params.slug, body);
    reply.startSession({ token: started.token, expiresAt: started.session.expiresAt, slug: params.slug });
    return toPortalMe(started);
  }),
];
