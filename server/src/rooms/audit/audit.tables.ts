export interface AuditEntriesTable {
  profile_id: string;
  id: string;
  at: Date;
  actor_type: string;
  actor_id: string | null;
  actor_name: string;
  /** As whom the actor was signed in, for support. */
  acting_as_id: string | null;
  acting_as_name: string | null;
  action: string;
  object_type: string | null;
  object_id: string | null;
  object_name: string | null;
  result: "ok" | "refused";
  reason: string | null;
  before: unknown;
  after: unknown;
  ip: string | null;
  user_agent: string | null;
  request_id: string | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    audit_entries: AuditEntriesTable;
  }
}
