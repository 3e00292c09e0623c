export interface AnalysesTable {
  profile_id: string;
  id: string;
  name: string;
  description: string;
  is_active: boolean;
  tags: string[];
  token_hash: Buffer;
  token_hint: string;
  last_used_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    analyses: AnalysesTable;
  }
}
