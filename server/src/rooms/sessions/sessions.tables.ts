import type { SessionMethod } from "@latchkey/contract";
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
  place: "console" | "portal";
  method: SessionMethod;
  browser_id: string | null;
  proved_at: Date;
  /** Whoever acts as the user, for support. */
  acting_profile_id: Generated<string | null>;
  acting_user_id: Generated<string | null>;
  acting_session_id: Generated<string | null>;
  acting_revision: Generated<number | null>;
  acting_script_type: Generated<"api_token" | "analysis" | null>;
  acting_script_id: Generated<string | null>;
  is_read_only: Generated<boolean>;
  previous_token_hash: Generated<Buffer | null>;
  token_renewed_at: Generated<Date | null>;
  is_renewal_due: Generated<boolean>;
}

declare module "../../database/database.ts" {
  interface Tables {
    sessions: SessionsTable;
  }
}
