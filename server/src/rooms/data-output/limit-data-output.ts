import { dataOutputWarnedShare } from "@latchkey/contract";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { findProfile } from "../profiles/index.ts";
import { dataOutputErrors } from "./data-output.errors.ts";
import { monthOf } from "./data-output.rules.ts";
import { findAllowance, storeLimit, takeWarning, type Allowance } from "./data-output.store.ts";

/**
 * Refuses to show more where the month's limit is reached. Whoever looks at the same moment may go past it by what they were
 * already being shown.
 */
export async function requireDataOutputLeft(ctx: Context): Promise<Allowance | undefined> {
  const allowance = await findAllowance(ctx.db, ctx.profileId, monthOf(ctx.platform.clock.now()));
  if (allowance && allowance.used >= allowance.recordsMax) throw dataOutputErrors.limit_reached({ extra: { ...allowance } });
  return allowance;
}

/** Tells, once a month, that the end is near. */
export async function warnNearLimit(ctx: Context, { recordsMax, used }: Allowance): Promise<void> {
  if (used < recordsMax * dataOutputWarnedShare) return;
  await transact(ctx.db, async (tx) => {
    if (!(await takeWarning(tx, ctx.profileId, monthOf(ctx.platform.clock.now())))) return;
    await ctx.events.emit(tx, "data_output.near_limit", { ctx, used, recordsMax });
  });
}

/** Sets how many records the profile's widgets may show in a month; null: as many as they like. */
export async function setDataOutputLimit(ctx: Context, recordsMax: number | null): Promise<{ recordsMax: number | null }> {
  return transact(ctx.db, async (tx) => {
    const profile = await findProfile(tx, ctx.profileId);
    if (!profile) throw httpErrors.not_found();

    const before = await findAllowance(tx, ctx.profileId, monthOf(ctx.platform.clock.now()));
    await storeLimit(tx, ctx.profileId, recordsMax);
    await recordAuditEntry(tx, ctx, {
      action: "data_output.limited",
      object: { type: "profile", id: profile.id, name: profile.name },
      before: { recordsMax: before?.recordsMax ?? null },
      after: { recordsMax },
    });
    return { recordsMax };
  });
}

/** Records a month; null without a limit. */
export async function findDataOutputLimit(ctx: Context): Promise<number | null> {
  return (await findAllowance(ctx.db, ctx.profileId, monthOf(ctx.platform.clock.now())))?.recordsMax ?? null;
}
