import type { Generated } from "kysely";

export interface SessionsTable {
  profile_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  created_at: Date;
  expires_at: Date;
  last_seen_at: Date;
  ip: string | null;
  user_agent: string | null;
  is_device_trusted: Generated<boolean>;
  has_second_factor: Generated<boolean>;
}

declare module "../../database/database.ts" {
  interface Tables {
    sessions: SessionsTable;
  }
}
