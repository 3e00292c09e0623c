import type { Context } from "../../http/context.ts";

declare module "../../database/events.ts" {
  interface EventMap {
    /** Once a month, when four fifths of what a profile may show are shown. */
    "data_output.near_limit": { ctx: Context; used: number; recordsMax: number };
  }
}
