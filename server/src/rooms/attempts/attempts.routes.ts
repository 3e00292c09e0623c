import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { liftLockout, listLockouts } from "./lockouts.ts";

const { lockouts } = apiRoutes;

export const attemptRoutes = [
  on(lockouts.listLockouts, (ctx) => listLockouts(ctx)),
  on(lockouts.liftLockout, (ctx, { params }) => liftLockout(ctx, params.lockoutId)),
  on(lockouts.listConsoleLockouts, (ctx) => listLockouts(ctx)),
  on(lockouts.liftConsoleLockout, (ctx, { params }) => liftLockout(ctx, params.lockoutId)),
];
