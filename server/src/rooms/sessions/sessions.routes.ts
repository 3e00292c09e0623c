import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { getConsoleSession, startConsoleSession } from "./console-session.ts";
import { endSession } from "./end-session.ts";
import { getPortalMe, redeemPortalPasswordLink, renameMyself } from "./portal-session.ts";

const { portal } = apiRoutes;

export const sessionRoutes = [
  on(portal.getPortalMe, (ctx) => getPortalMe(ctx)),
  on(portal.getConsoleSession, (ctx) => getConsoleSession(ctx)),
  on(portal.startConsoleSession, async (ctx, _input, reply) => {
    const { token, session, user } = await startConsoleSession(ctx);
    reply.startSession({ token, expiresAt: session.expiresAt });
    return { profileId: user.profile_id };
  }),
  on(portal.portalSignOut, async (ctx, { params }, reply) => {
    reply.endSession({ slug: params.slug });
    return endSession(ctx);
  }),
  on(portal.updatePortalMe, (ctx, { body }) => renameMyself(ctx, body.name)),
  on(portal.redeemPortalPasswordLink, (ctx, { params, body }) => redeemPortalPasswordLink(ctx, params.slug, body)),
];
