import { randomInt } from "node:crypto";
import type { Context } from "../../http/context.ts";
import { monthOf } from "./data-output.rules.ts";
import { addDataOutput, listDataOutputMonths } from "./data-output.store.ts";

const slotCount = 16;
const monthsShown = 24;

/** Counts records shown by a widget, whoever looks: portal, console, shared link and CSV download alike. */
export async function countDataOutput(ctx: Context, records: number): Promise<void> {
  if (records === 0) return;
  await addDataOutput(ctx.db, ctx.profileId, { month: monthOf(ctx.platform.clock.now()), slot: randomInt(slotCount), records });
}

export async function listDataOutput(ctx: Context): Promise<{ months: { month: string; records: number }[] }> {
  return { months: await listDataOutputMonths(ctx.db, ctx.profileId, monthsShown) };
}

/** Records counted in the current month. */
export async function countThisMonth(ctx: Context): Promise<number> {
  const current = monthOf(ctx.platform.clock.now()).slice(0, 7);
  const months = await listDataOutputMonths(ctx.db, ctx.profileId, 1);
  return months[0]?.month === current ? months[0].records : 0;
}
