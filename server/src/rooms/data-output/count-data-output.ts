import { randomInt } from "node:crypto";
import type { Context } from "../../http/context.ts";
import { monthOf } from "./data-output.rules.ts";
import { addDataOutput, findAllowance, listDataOutputMonths, type Allowance } from "./data-output.store.ts";
import { warnNearLimit } from "./limit-data-output.ts";

const slotCount = 16;
const monthsShown = 24;

/** Counts records shown by a widget, whoever looks: portal, console, shared link and CSV download alike. */
export async function countDataOutput(ctx: Context, records: number, allowance?: Allowance): Promise<void> {
  if (records === 0) return;
  await addDataOutput(ctx.db, ctx.profileId, { month: monthOf(ctx.platform.clock.now()), slot: randomInt(slotCount), records });
  if (allowance) await warnNearLimit(ctx, { ...allowance, used: allowance.used + records });
}

export async function listDataOutput(ctx: Context): Promise<{ months: { month: string; records: number }[]; recordsMax: number | null }> {
  const [months, allowance] = await Promise.all([
    listDataOutputMonths(ctx.db, ctx.profileId, monthsShown),
    findAllowance(ctx.db, ctx.profileId, monthOf(ctx.platform.clock.now())),
  ]);
  return { months, recordsMax: allowance?.recordsMax ?? null };
}

/** Records counted in the current month. */
export async function countThisMonth(ctx: Context): Promise<number> {
  const current = monthOf(ctx.platform.clock.now()).slice(0, 7);
  const months = await listDataOutputMonths(ctx.db, ctx.profileId, 1);
  return months[0]?.month === current ? months[0].records : 0;
}
