export interface DeletionRequestsTable {
  profile_id: string;
  id: string;
  user_id: string;
  mode: "mail_owner" | "delete" | "webhook" | "analysis";
  reason: string | null;
  requested_at: Date;
  due_at: Date | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    deletion_requests: DeletionRequestsTable;
  }
}
