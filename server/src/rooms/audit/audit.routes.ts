import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { listAudit } from "./list-audit.ts";

const { audit } = apiRoutes;

export const auditRoutes = [
  on(audit.listAudit, (ctx, { query }) => listAudit(ctx, query)),
  on(audit.listDeploymentAudit, (ctx, { query }) => listAudit(ctx, query)),
];
