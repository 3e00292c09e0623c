import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { confirmOwnFactor, listOwnFactors, removeOwnFactor, renameOwnFactor, renewRecoveryCodes, startOwnFactor } from "./own-factors.ts";
import { listAdministratorFactors, listUserFactors, resetAdministratorFactors, resetUserFactors } from "./reset-factors.ts";

const { factors } = apiRoutes;

export const factorRoutes = [
  on(factors.listFactors, (ctx) => listOwnFactors(ctx)),
  on(factors.startFactor, (ctx, { body }) => startOwnFactor(ctx, body)),
  on(factors.confirmFactor, (ctx, { params, body }) => confirmOwnFactor(ctx, params.factorId, body)),
  on(factors.renameFactor, (ctx, { params, body }) => renameOwnFactor(ctx, params.factorId, body.name)),
  on(factors.removeFactor, (ctx, { params }) => removeOwnFactor(ctx, params.factorId)),
  on(factors.renewRecoveryCodes, (ctx) => renewRecoveryCodes(ctx)),
  on(factors.listUserFactors, (ctx, { params }) => listUserFactors(ctx, params.userId)),
  on(factors.resetUserFactors, (ctx, { params, body }) => resetUserFactors(ctx, params.userId, body.reason)),
  on(factors.listAdministratorFactors, (ctx, { params }) => listAdministratorFactors(ctx, params.administratorId)),
  on(factors.resetAdministratorFactors, (ctx, { params, body }) => resetAdministratorFactors(ctx, params.administratorId, body.reason)),
];
