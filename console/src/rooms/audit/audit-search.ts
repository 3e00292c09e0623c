import { apiRoutes } from "@latchkey/contract";
import { keepValid } from "../../shell/search-params.ts";

const { search, action, actorId, objectType, objectId, result, from, to, limit, cursor } = apiRoutes.audit.listAudit.query.shape;

/** State of the audit list in the address. */
export const auditSearch = keepValid({ search, action, actorId, objectType, objectId, result, from, to, limit, cursor });
export type AuditSearch = ReturnType<typeof auditSearch>;
