export interface SharesTable {
  profile_id: string;
  id: string;
  dashboard_id: string;
  widget_id: string | null;
  name: string;
  token_hash: Buffer;
  created_at: Date;
  created_by: string;
  last_opened_at: Date | null;
  expires_at: Date | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    shares: SharesTable;
  }
}
