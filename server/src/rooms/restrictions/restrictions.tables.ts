import type { Restrictions } from "@latchkey/contract";
import type { ColumnType } from "kysely";

export type OwnerType = "role" | "run_user" | "administrator" | "api_token" | "device" | "analysis";

export interface RestrictionsTable {
  profile_id: string;
  owner_type: OwnerType;
  owner_id: string;
  /** Null when they were taken away. */
  rules: ColumnType<Restrictions | null, string | null, string | null>;
  version: number;
  updated_at: Date;
  updated_by: string;
}

declare module "../../database/database.ts" {
  interface Tables {
    restrictions: RestrictionsTable;
  }
}
