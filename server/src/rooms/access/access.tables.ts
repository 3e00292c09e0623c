import type { Conditions, Permission, PolicyStatus, PolicyTest, Target } from "@latchkey/contract";
import type { ColumnType } from "kysely";
import type { RevertColumns } from "../versions/index.ts";

type Json<T> = ColumnType<T, string, string>;

export interface PoliciesTable extends RevertColumns {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  status: PolicyStatus;
  targets: Json<Target[]>;
  permissions: Json<Permission[]>;
  conditions: Json<Conditions>;
  tests: Json<PolicyTest[]>;
  managed_by: string | null;
  uses_since: Date;
  tags: string[];
  version: number;
  access_revision: number;
  created_at: Date;
  updated_at: Date;
  updated_by: string;
}

export interface PolicyRemovalsTable {
  profile_id: string;
  policy_id: string;
  access_revision: number;
}

declare module "../../database/database.ts" {
  interface Tables {
    policies: PoliciesTable;
    policy_removals: PolicyRemovalsTable;
  }
}
