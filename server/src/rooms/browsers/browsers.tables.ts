import type { BrowserStatus } from "@latchkey/contract";

export interface BrowsersTable {
  profile_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  place: "console" | "portal";
  status: BrowserStatus;
  name: string | null;
  user_agent: string | null;
  ip: string | null;
  created_at: Date;
  last_seen_at: Date;
  trusted_until: Date | null;
  decided_at: Date | null;
  decided_by: string | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    browsers: BrowsersTable;
  }
}
