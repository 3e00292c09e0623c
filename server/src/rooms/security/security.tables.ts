import type { SecuritySettings } from "@latchkey/contract";
import type { ColumnType } from "kysely";

export interface SecuritySettingsTable {
  profile_id: string;
  settings: ColumnType<Partial<SecuritySettings>, string, string>;
  version: number;
  updated_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    security_settings: SecuritySettingsTable;
  }
}
