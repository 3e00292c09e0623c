import type { ColumnType } from "kysely";

export interface LiveMessagesTable {
  profile_id: string;
  id: string;
  channel: string;
  payload: ColumnType<unknown, string, string>;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    live_messages: LiveMessagesTable;
  }
}
