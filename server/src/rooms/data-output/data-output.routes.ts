import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { listDataOutput } from "./count-data-output.ts";

export const dataOutputRoutes = [on(apiRoutes.profiles.listDataOutput, (ctx) => listDataOutput(ctx))];
