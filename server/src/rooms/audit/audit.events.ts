import type { Context } from "../../http/context.ts";
import type { NewAuditEntry } from "./record-audit-entry.ts";

declare module "../../database/events.ts" {
  interface EventMap {
    /** Something happened that the log tells about, in the transaction in which it happened. */
    "audit.recorded": { ctx: Context; profileId: string; entry: NewAuditEntry; actor: { type: string; id: string | null } };
  }
}
