import type { SignupSettings } from "@latchkey/contract";
import type { ColumnType, Generated } from "kysely";

export interface ProfilesTable {
  id: string;
  name: string;
  slug: string;
  time_zone: string;
  language: string;
  signup: ColumnType<SignupSettings, string, string>;
  access_revision: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    profiles: ProfilesTable;
  }
}
