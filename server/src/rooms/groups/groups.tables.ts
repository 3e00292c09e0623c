import type { GroupRule } from "@latchkey/contract";
import type { ColumnType, Generated } from "kysely";
import type { RevertColumns } from "../versions/index.ts";

export interface GroupsTable extends RevertColumns {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  parent_id: string | null;
  rule: ColumnType<GroupRule | null, string | null, string | null>;
  tags: string[];
  /** Mark of the file it is kept in. */
  managed_by: string | null;
  /** That file says who is a member by hand, too. */
  are_members_managed: Generated<boolean>;
  version: number;
  access_revision: number;
  created_at: Date;
  updated_at: Date;
}

export interface GroupRemovalsTable {
  profile_id: string;
  group_id: string;
  access_revision: number;
}

declare module "../../database/database.ts" {
  interface Tables {
    groups: GroupsTable;
    group_removals: GroupRemovalsTable;
  }
}
