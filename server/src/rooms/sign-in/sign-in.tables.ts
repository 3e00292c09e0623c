import type { ColumnType } from "kysely";
import type { Proved } from "./proved.ts";

export interface SignInTicketsTable {
  profile_id: string;
  id: string;
  /** Null while nobody has said who they are. */
  user_id: string | null;
  place: string;
  step: string;
  token_hash: Buffer;
  proved: ColumnType<Proved, string, string>;
  data: ColumnType<Record<string, unknown>, string, string>;
  created_at: Date;
  expires_at: Date;
}

export interface SpentChallengesTable {
  challenge_hash: Buffer;
  expires_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    sign_in_tickets: SignInTicketsTable;
    spent_challenges: SpentChallengesTable;
  }
}
