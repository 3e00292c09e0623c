import type { TokenPermission } from "@latchkey/contract";

export interface ApiTokensTable {
  profile_id: string;
  id: string;
  name: string;
  permission: TokenPermission;
  token_hash: Buffer;
  token_hint: string;
  expires_at: Date | null;
  last_used_at: Date | null;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    api_tokens: ApiTokensTable;
  }
}
