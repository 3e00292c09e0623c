import type { ColumnType } from "kysely";

export interface TagoioFieldsTable {
  profile_id: string;
  type: string;
  id: string;
  fields: ColumnType<Record<string, unknown>, string, string>;
}

declare module "../../database/database.ts" {
  interface Tables {
    tagoio_fields: TagoioFieldsTable;
  }
}
