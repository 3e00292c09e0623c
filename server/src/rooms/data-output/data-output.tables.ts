export interface DataOutputTable {
  profile_id: string;
  /** First day of the month, UTC, as YYYY-MM-DD. */
  month: string;
  slot: number;
  records: number;
}

export interface DataOutputLimitsTable {
  profile_id: string;
  records_max: number;
  warned_month: string | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    data_output: DataOutputTable;
    data_output_limits: DataOutputLimitsTable;
  }
}
