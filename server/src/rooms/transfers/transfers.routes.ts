import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { exportUsers } from "./export-users.ts";

export const transferRoutes = [on(apiRoutes.users.exportUsers, (ctx, { query }) => exportUsers(ctx, query))];
