import type { VersionChange } from "@latchkey/contract";
import type { ColumnType } from "kysely";

export type VersionedType = "policy" | "role" | "group";

export interface ObjectVersionsTable {
  profile_id: string;
  object_type: VersionedType;
  object_id: string;
  version: number;
  change: VersionChange;
  name: string;
  body: ColumnType<unknown, string, string>;
  author: string;
  reason: string | null;
  overrides: string[];
  restored_from: number | null;
  at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    object_versions: ObjectVersionsTable;
  }
}
