import type { Lockout } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { deleteLockout, listLockoutRows } from "./attempts.store.ts";

/** Who has to wait now, in the profile that the route speaks about. */
export async function listLockouts(ctx: Context): Promise<{ items: Lockout[] }> {
  requireWholeProfile(ctx, "access");
  const rows = await listLockoutRows(ctx.db, ctx.profileId, ctx.platform.clock.now());
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      userId: row.user_id,
      failures: row.failures,
      lastFailureAt: row.last_failure_at.toISOString(),
      lockedUntil: row.locked_until.toISOString(),
    })),
  };
}

/** Lets somebody try again at once. */
export async function liftLockout(ctx: Context, lockoutId: string): Promise<null> {
  requireWholeProfile(ctx, "edit");
  return transact(ctx.db, async (tx) => {
    const lifted = await deleteLockout(tx, ctx.profileId, lockoutId);
    if (!lifted) throw httpErrors.not_found();

    await recordAuditEntry(tx, ctx, {
      action: "lockout.lifted",
      object: { type: "lockout", id: lockoutId, name: lifted.name },
      before: { kind: lifted.kind, failures: lifted.failures },
      after: {},
    });
    return null;
  });
}

// Typed addresses belong to nobody in particular: whoever may see some people only would learn of others by them.
function requireWholeProfile({ access, principal }: Context, action: "access" | "edit"): void {
  const isSuper = principal.kind === "administrator" && principal.isSuper;
  if (!isSuper && access.filter("run_user", action).kind !== "all") throw httpErrors.not_allowed();
}
