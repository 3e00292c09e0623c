import type { AddedType } from "@latchkey/contract";
import type { ColumnType } from "kysely";

export interface ResourceTypesTable {
  profile_id: string;
  name: string;
  label: string;
  description: string;
  actions: ColumnType<AddedType["actions"], string, string>;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface ExternalResourcesTable {
  profile_id: string;
  type: string;
  id: string;
  name: string;
  tags: string[];
  created_at: Date;
  updated_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    resource_types: ResourceTypesTable;
    external_resources: ExternalResourcesTable;
  }
}
