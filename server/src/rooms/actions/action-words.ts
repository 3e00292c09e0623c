import type { Context } from "../../http/context.ts";
import type { PolicyRow } from "../access/index.ts";
import type { AnalysisRow } from "../analyses/index.ts";
import type { DeviceRow } from "../devices/index.ts";
import type { ProfileRow } from "../profiles/index.ts";
import type { UserRow } from "../users/index.ts";
import type { ActionRow } from "./actions.store.ts";
import type { Moment } from "./actions.tables.ts";

/** Something as its receivers are told of it. */
export type Thing = Record<string, unknown>;

/** What is left of something that was deleted. */
export interface Remains {
  id: string;
  name: string;
  tags: string[];
}

/** How receivers and scripts hear of a change. A later room knows their words; when they hear, and of what, is decided here. */
export interface ActionWords {
  device(ctx: Context, row: DeviceRow): Promise<Thing>;
  analysis(ctx: Context, row: AnalysisRow): Promise<Thing>;
  policy(ctx: Context, row: PolicyRow): Promise<Thing>;
  run_user(ctx: Context, row: UserRow): Promise<Thing>;
  action(ctx: Context, row: ActionRow): Promise<Thing>;
  profile(ctx: Context, row: ProfileRow): Promise<Thing>;
  deleted(ctx: Context, remains: Remains): Thing;
  runAnalysis(ctx: Context, analysisId: string, occasion: { moment: Moment; thing: Thing }): Promise<void>;
}
