import type { ColumnType } from "kysely";

export const triggerResources = ["device", "analysis", "policy", "run_user", "action", "profile"] as const;
export type TriggerResource = (typeof triggerResources)[number];
export const moments = ["create", "update", "delete"] as const;
export type Moment = (typeof moments)[number];

export interface Trigger {
  resource: TriggerResource;
  moment: Moment;
  /** With it, only of what carries this tag; without a value, of what carries the key. */
  tagKey: string | null;
  tagValue: string | null;
}

export type Outcome =
  | { type: "run_analyses"; analysisIds: string[] }
  | { type: "tell_administrators"; title: string; message: string }
  | { type: "tell_user"; userId: string; title: string; message: string }
  | { type: "mail"; to: string; title: string; message: string }
  | { type: "call"; url: string };

/** JSON is written as text. */
type Json<Value> = ColumnType<Value, string, string>;

export interface ActionsTable {
  profile_id: string;
  id: string;
  name: string;
  description: string | null;
  is_active: boolean;
  is_locked: boolean;
  tags: string[];
  triggers: Json<Trigger[]>;
  outcome: Json<Outcome>;
  sealed_headers: string | null;
  last_triggered_at: Date | null;
  pace_minute: number;
  pace_count: number;
  created_at: Date;
  updated_at: Date;
}

declare module "../../database/database.ts" {
  interface Tables {
    actions: ActionsTable;
  }
}
