import { apiRoutes } from "@latchkey/contract";
import { on, type RouteEntry } from "../../http/routes.ts";
import { deploymentId } from "../../platform/ids.ts";
import { redeemPasswordLink } from "../credentials/index.ts";
import { endSession } from "../sessions/index.ts";
import { completeSetup, isSetupNeeded } from "./complete-setup.ts";
import { createAdministrator } from "./create-administrator.ts";
import { describeMe, getMe, listAdministrators, renameMe } from "./my-account.ts";
import type { SetupToken } from "./setup-token.ts";
import { createAdministratorPasswordLink, deleteAdministrator, updateAdministrator } from "./update-administrator.ts";

const { administrators } = apiRoutes;

export function administratorRoutes(setupToken: SetupToken): RouteEntry[] {
  return [
    on(administrators.getSetup, async (ctx) => ({ isNeeded: await isSetupNeeded(ctx.db) })),
    on(administrators.completeSetup, async (ctx, { body }, reply) => {
      const started = await completeSetup(ctx, setupToken, body);
      reply.startSession({ token: started.token, expiresAt: started.session.expiresAt });
      return describeMe(ctx, started.user.id, started.session);
    }),
    on(administrators.getMe, (ctx) => getMe(ctx)),
    on(administrators.signOut, async (ctx, _input, reply) => {
      reply.endSession({});
      return endSession(ctx);
    }),
    on(administrators.updateMe, (ctx, { body }) => renameMe(ctx, body.name)),
    on(administrators.redeemPasswordLink, (ctx, { body }) => redeemPasswordLink(ctx, { profileId: deploymentId, ...body })),
    on(administrators.listAdministrators, (ctx) => listAdministrators(ctx)),
    on(administrators.createAdministrator, (ctx, { body }) => createAdministrator(ctx, body)),
    on(administrators.updateAdministrator, (ctx, { params, body }) => updateAdministrator(ctx, params.administratorId, body)),
    on(administrators.deleteAdministrator, (ctx, { params }) => deleteAdministrator(ctx, params.administratorId)),
    on(administrators.createAdministratorPasswordLink, (ctx, { params, body }) =>
      createAdministratorPasswordLink(ctx, { ...params, ...body }),
    ),
  ];
}
