export interface PasswordsTable {
  profile_id: string;
  user_id: string;
  hash: string;
  changed_at: Date;
}

export interface PasswordLinksTable {
  profile_id: string;
  id: string;
  user_id: string;
  token_hash: Buffer;
  created_at: Date;
  expires_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    passwords: PasswordsTable;
    password_links: PasswordLinksTable;
  }
}
