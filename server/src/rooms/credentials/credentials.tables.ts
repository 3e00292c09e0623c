import type { ColumnType, Generated } from "kysely";

export interface PasswordsTable {
  profile_id: string;
  user_id: string;
  hash: string;
  changed_at: Date;
  is_temporary: Generated<boolean>;
  /** The database tells it of the hash. */
  kind: ColumnType<string, never, never>;
}

export interface EarlierPasswordsTable {
  profile_id: string;
  id: string;
  user_id: string;
  hash: string;
  replaced_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    passwords: PasswordsTable;
    earlier_passwords: EarlierPasswordsTable;
  }
}
