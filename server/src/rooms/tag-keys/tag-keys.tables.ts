import type { TagKeySetter } from "@latchkey/contract";

export interface TagKeysTable {
  profile_id: string;
  id: string;
  key: string;
  description: string;
  allowed_values: string[] | null;
  set_by: TagKeySetter;
  /** Mark of the file it is kept in. */
  managed_by: string | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  updated_by: string;
}

declare module "../../database/database.ts" {
  interface Tables {
    tag_keys: TagKeysTable;
  }
}
