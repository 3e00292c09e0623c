import type { Generated } from "kysely";

export interface MembershipsTable {
  profile_id: string;
  administrator_id: string;
  is_limited: Generated<boolean>;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    memberships: MembershipsTable;
  }
}
