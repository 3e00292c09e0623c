export { auditRoutes } from "./audit.routes.ts";
export { recordAuditEntry, type NewAuditEntry } from "./record-audit-entry.ts";
