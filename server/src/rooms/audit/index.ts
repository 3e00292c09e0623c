export { auditRoutes } from "./audit.routes.ts";
export { actorOf, recordAuditEntry, type NewAuditEntry } from "./record-audit-entry.ts";
