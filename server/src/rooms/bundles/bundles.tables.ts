import type { JWK } from "jose";
import type { ColumnType } from "kysely";

export interface SigningKeysTable {
  /** RFC 7638 thumbprint, which signatures name as `kid`. */
  id: string;
  purpose: "bundle";
  private_key: ColumnType<JWK, string, never>;
  public_key: ColumnType<JWK, string, never>;
  created_at: Date;
  is_current: boolean;
}

declare module "../../database/database.ts" {
  interface Tables {
    signing_keys: SigningKeysTable;
  }
}
