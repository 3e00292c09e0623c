export interface AttemptsTable {
  profile_id: string;
  kind: "password" | "code" | "second_factor" | "address";
  name: string;
  id: string;
  failures: number;
  last_failure_at: Date;
  locked_until: Date | null;
}

declare module "../../database/database.ts" {
  interface Tables {
    attempts: AttemptsTable;
  }
}
