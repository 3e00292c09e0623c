import type { SecondFactorMethod } from "@latchkey/contract";
import type { Generated } from "kysely";

export interface FactorsTable {
  profile_id: string;
  id: string;
  user_id: string;
  kind: SecondFactorMethod;
  name: string;
  bound_to: string | null;
  created_at: Date;
  expires_at: Date | null;
  confirmed_at: Date | null;
  last_used_at: Date | null;
  sealed_secret: string | null;
  last_step: Generated<number>;
  credential_id: Buffer | null;
  public_key: Buffer | null;
  counter: Generated<number>;
  transports: Generated<string[]>;
  is_user_verified: Generated<boolean>;
}

export interface RecoveryCodesTable {
  profile_id: string;
  user_id: string;
  selector: string;
  hash: string;
  created_at: Date;
}

export type ChallengeUse = "enrolment" | "sign_in" | "second_factor" | "proof";

export interface PasskeyChallengesTable {
  profile_id: string;
  challenge_hash: Buffer;
  user_id: string | null;
  use: ChallengeUse;
  bound_to: string;
  created_at: Date;
  expires_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    factors: FactorsTable;
    recovery_codes: RecoveryCodesTable;
    passkey_challenges: PasskeyChallengesTable;
  }
}
