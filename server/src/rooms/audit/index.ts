import "./audit.events.ts";

export { listAudit } from "./list-audit.ts";
export { auditRoutes } from "./audit.routes.ts";
export { findPastFields, findPastGroups } from "./past-fields.ts";
export { actorOf, recordAuditEntry, type NewAuditEntry } from "./record-audit-entry.ts";
