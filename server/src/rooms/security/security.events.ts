import type { SecuritySettings } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";

declare module "../../database/events.ts" {
  interface EventMap {
    /** Before a change is stored; a listener refuses it by throwing. */
    "security.changing": { ctx: Context; profileId: string; before: SecuritySettings; after: SecuritySettings; confirmLockOut: boolean };
  }
}
