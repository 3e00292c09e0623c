import type { AuditEntry, AuditQuery, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { listAuditEntries, type AuditRow } from "./audit.store.ts";

/** The log of the context's profile, or of the deployment, newest first. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<Page<AuditEntry>> {
  const { rows, nextCursor, total } = await listAuditEntries(ctx.db, ctx.profileId, query);
  return { items: rows.map(toAuditEntry), nextCursor, total };
}

function toAuditEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { type: row.actor_type as AuditEntry["actor"]["type"], id: row.actor_id, name: row.actor_name },
    actingAs: row.acting_as_id === null ? null : { id: row.acting_as_id, name: row.acting_as_name ?? "" },
    action: row.action,
    object: row.object_type === null ? null : { type: row.object_type, id: row.object_id, name: row.object_name ?? "" },
    result: row.result,
    reason: row.reason,
    before: row.before as AuditEntry["before"],
    after: row.after as AuditEntry["after"],
    ip: row.ip,
    userAgent: row.user_agent,
    requestId: row.request_id,
  };
}
