import type { UserStatus } from "@latchkey/contract";
import type { Generated } from "kysely";

export interface UsersTable {
  profile_id: string;
  id: string;
  name: string;
  email: string | null;
  external_id: Generated<string | null>;
  status: UserStatus;
  is_anonymous: Generated<boolean>;
  is_super: Generated<boolean>;
  source: string;
  /** What they read, such as pt-BR; null: the profile's. */
  language: Generated<string | null>;
  tags: Generated<string[]>;
  group_ids: Generated<string[]>;
  role_ids: Generated<string[]>;
  created_at: Date;
  updated_at: Date;
  last_sign_in_at: Date | null;
  /** What somebody who signed up waits for; kept while they are suspended or deleted. */
  pending_for: Generated<"verification" | "approval" | null>;
  suspended_at: Date | null;
  deleted_at: Date | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    users: UsersTable;
  }
}
