export interface DataOutputTable {
  profile_id: string;
  /** First day of the month, UTC, as YYYY-MM-DD. */
  month: string;
  slot: number;
  records: number;
}

declare module "../../database/database.ts" {
  interface Tables {
    data_output: DataOutputTable;
  }
}
