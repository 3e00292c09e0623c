import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { getSecurity } from "./get-security.ts";
import { updateSecurity } from "./update-security.ts";

const { security } = apiRoutes;

export const securityRoutes = [
  on(security.getSecurity, (ctx) => getSecurity(ctx)),
  on(security.updateSecurity, (ctx, { body, ifMatch }) => updateSecurity(ctx, { ...body, version: ifMatch ?? -1 })),
  on(security.getDeploymentSecurity, (ctx) => getSecurity(ctx)),
  on(security.updateDeploymentSecurity, (ctx, { body, ifMatch }) => updateSecurity(ctx, { ...body, version: ifMatch ?? -1 })),
];
