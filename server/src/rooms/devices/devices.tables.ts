import type { TokenPermission } from "@latchkey/contract";
import type { Generated } from "kysely";

export interface DevicesTable {
  profile_id: string;
  id: string;
  name: string;
  tags: string[];
  token_hash: Buffer;
  token_hint: string;
  record_count: Generated<number>;
  last_input_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** INVARIANT: exactly one of the three values is set. */
export interface DataRecordsTable {
  profile_id: string;
  device_id: string;
  id: string;
  variable: string;
  number_value: number | null;
  text_value: string | null;
  boolean_value: boolean | null;
  unit: string | null;
  time: Date;
  metadata: Record<string, unknown> | null;
}

export interface DeviceTokensTable {
  profile_id: string;
  id: string;
  device_id: string;
  name: string;
  permission: TokenPermission;
  token_hash: Buffer;
  token_hint: string;
  expires_at: Date | null;
  created_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    devices: DevicesTable;
    device_tokens: DeviceTokensTable;
    data_records: DataRecordsTable;
  }
}
