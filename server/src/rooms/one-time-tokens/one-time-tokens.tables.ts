import type { ColumnType } from "kysely";

export interface OneTimeTokensTable {
  profile_id: string;
  id: string;
  user_id: string;
  purpose: string;
  subject: string;
  token_hash: Buffer;
  sealed_code: string | null;
  tries_left: number;
  data: ColumnType<Record<string, unknown>, string, string>;
  created_at: Date;
  expires_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    one_time_tokens: OneTimeTokensTable;
  }
}
