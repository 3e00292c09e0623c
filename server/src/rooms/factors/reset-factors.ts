import type { FactorsOfPerson } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { requireHeld } from "../../http/require-held.ts";
import { deploymentId } from "../../platform/ids.ts";
import { actorOf, recordAuditEntry } from "../audit/index.ts";
import { findUser, findUserForUpdate, userErrors, userObject, type UserRow } from "../users/index.ts";
import { findDemand } from "./demand.ts";
import { factorErrors } from "./factors.errors.ts";
import { deleteFactorsOf, listFactorRows } from "./factors.store.ts";
import { countRecoveryCodes, deleteRecoveryCodes } from "./recovery-codes.store.ts";
import { tellOwner } from "./tell-owner.ts";

/** Which kinds of factors a run user has. */
export async function listUserFactors(ctx: Context, userId: string): Promise<FactorsOfPerson> {
  const wanted = { type: "run_user", action: "access" } as const;
  return describeFactorsOf(ctx, await findAllowed(ctx, wanted, (filter) => findUser(ctx.db, ctx.profileId, userId, filter)));
}

export async function listAdministratorFactors(ctx: Context, administratorId: string): Promise<FactorsOfPerson> {
  const user = await findUser(ctx.db, deploymentId, administratorId, { kind: "all" });
  if (!user || user.status === "deleted") throw httpErrors.not_found();
  return describeFactorsOf(ctx, user);
}

async function describeFactorsOf(ctx: Context, user: UserRow): Promise<FactorsOfPerson> {
  const { demand, dueAt } = await findDemand(ctx.db, ctx, user);
  const rows = await listFactorRows(ctx.db, user.profile_id, user.id);
  const items = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
  const recoveryCodesLeft = await countRecoveryCodes(ctx.db, user.profile_id, user.id);
  return { demand, dueAt: dueAt?.toISOString() ?? null, items, recoveryCodesLeft };
}

/**
 * Takes all factors of a run user away, who lost them. Refused for users who may do more than the caller: with the right to
 * set their password the caller could sign in as them.
 */
export async function resetUserFactors(ctx: Context, userId: string, reason: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const user = await findAllowed(ctx, { type: "run_user", action: "set_password" }, (filter) =>
      findUserForUpdate(tx, ctx.profileId, userId, filter),
    );
    if (user.status === "deleted") throw httpErrors.not_found();
    if (user.is_anonymous) throw userErrors.anonymous_has_no_credentials();
    await requireHeld(ctx.access.mayActAs(tx, { type: "run_user", id: userId }));
    return reset(tx, ctx, user, reason);
  });
}

/** The same for an administrator; one's own factors are removed one by one, which asks whether a second one is required. */
export async function resetAdministratorFactors(ctx: Context, administratorId: string, reason: string): Promise<null> {
  return transact(ctx.db, async (tx) => {
    const user = await findUserForUpdate(tx, deploymentId, administratorId, { kind: "all" });
    if (!user || user.status === "deleted") throw httpErrors.not_found();
    return reset(tx, ctx, user, reason);
  });
}

async function reset(tx: Tx, ctx: Context, user: UserRow, reason: string): Promise<null> {
  if ("id" in ctx.principal && ctx.principal.id === user.id) throw factorErrors.own_factors();

  const removed = await deleteFactorsOf(tx, user.profile_id, user.id);
  await deleteRecoveryCodes(tx, user.profile_id, user.id);
  await ctx.events.emit(tx, "user.factors_reset", { profileId: user.profile_id, userId: user.id });
  await recordAuditEntry(tx, ctx, {
    action: "factor.all_reset",
    profileId: user.profile_id,
    object: userObject(user),
    reason,
    before: { kinds: removed.filter(({ confirmed_at }) => confirmed_at !== null).map(({ kind }) => kind) },
  });
  const data = { at: ctx.platform.clock.now(), administrator: actorOf(ctx.principal).name, reason };
  await tellOwner(tx, ctx, user, { template: "factors_reset", data });
  return null;
}
