import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { listDataOutput } from "./count-data-output.ts";
import { setDataOutputLimit } from "./limit-data-output.ts";

export const dataOutputRoutes = [
  on(apiRoutes.profiles.listDataOutput, (ctx) => listDataOutput(ctx)),
  on(apiRoutes.profiles.limitDataOutput, (ctx, { params, body }) =>
    setDataOutputLimit({ ...ctx, profileId: params.profileId }, body.recordsMax),
  ),
];
