import type { Context } from "../../http/context.ts";
import type { CheckedSave } from "./check-save.ts";
import type { Permission } from "@latchkey/contract";

declare module "../../database/events.ts" {
  interface EventMap {
    /** A save has passed every check of the policy itself; who looks at its consequences may still refuse it by throwing. */
    "policy.checked": CheckedSave & { ctx: Context };
    "policy.permissions_changed": { profileId: string; policyId: string; before: readonly Permission[]; after: readonly Permission[] };
  }
}
