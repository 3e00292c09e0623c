import type { Effect, LoggedDecision, SubjectType } from "@latchkey/contract";
import type { ColumnType } from "kysely";

type Json<T> = ColumnType<T, string, string>;

export interface DecisionLogTable {
  profile_id: string;
  id: string;
  day: string;
  subject_type: SubjectType;
  subject_id: string;
  action: string;
  resource_type: string;
  resource_id: string;
  decision: Effect;
  count: number;
  rules: Json<LoggedDecision["rules"]>;
  first_at: Date;
  last_at: Date;
}

export interface RuleUsesTable {
  profile_id: string;
  rule_source: "policy" | "role";
  source_id: string;
  permission_index: number;
  day: string;
  count: number;
}

export interface MonitorEffectsTable {
  profile_id: string;
  id: string;
  policy_id: string;
  day: string;
  subject_type: SubjectType;
  subject_id: string;
  action: string;
  resource_type: string;
  resource_id: string;
  decided: Effect;
  would_be: Effect;
  count: number;
  last_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    decision_log: DecisionLogTable;
    rule_uses: RuleUsesTable;
    monitor_effects: MonitorEffectsTable;
  }
}
