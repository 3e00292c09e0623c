import type { Context } from "./context.ts";
import { httpErrors } from "./http.errors.ts";

/**
 * What rules make of everybody and everything tells about rules, people and things beyond any part of them: only for
 * whoever may see all of Access Management.
 */
export function requireAllOfAccessManagement(ctx: Context): void {
  if (!seesAllOfAccessManagement(ctx)) throw httpErrors.not_allowed();
}

export function seesAllOfAccessManagement({ access }: Context): boolean {
  return access.filter("access_management", "access").kind === "all";
}
