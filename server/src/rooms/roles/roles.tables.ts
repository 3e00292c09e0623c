import type { AssigneeType, Conditions, Permission } from "@latchkey/contract";
import type { ColumnType } from "kysely";
import type { RevertColumns } from "../versions/index.ts";

type Json<T> = ColumnType<T, string, string>;

export interface RolesTable extends RevertColumns {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  permissions: Json<Permission[]>;
  includes: string[];
  conditions: Json<Conditions>;
  /** Mark of the file it is kept in. */
  managed_by: string | null;
  version: number;
  access_revision: number;
  created_at: Date;
  updated_at: Date;
}

export interface RoleRemovalsTable {
  profile_id: string;
  role_id: string;
  access_revision: number;
}

export interface RoleAssignmentsTable {
  profile_id: string;
  id: string;
  role_id: string;
  assignee_type: AssigneeType;
  assignee_id: string;
  starts_at: Date | null;
  ends_at: Date | null;
  conditions: Json<Conditions>;
  conditions_key: string;
  reason: string;
  given_by: string;
  created_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
  end_reason: string | null;
  /** Mark of the file it is kept in. */
  managed_by: string | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    roles: RolesTable;
    role_removals: RoleRemovalsTable;
    role_assignments: RoleAssignmentsTable;
  }
}
