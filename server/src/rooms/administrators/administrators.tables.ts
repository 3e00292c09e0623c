export interface MembershipsTable {
  profile_id: string;
  administrator_id: string;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    memberships: MembershipsTable;
  }
}
