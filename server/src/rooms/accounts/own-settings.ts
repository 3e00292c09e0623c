import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";

/** What people do with their own account needs no policy; one that denies it counts. */
export function requireOwnSettings(ctx: Context): void {
  if (ctx.principal.kind !== "run_user") return;
  if (ctx.access.verdict("own_settings", "edit", { id: null, tags: [] }) === "deny") throw httpErrors.not_allowed();
}
