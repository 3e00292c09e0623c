import type { GridPlace } from "@latchkey/contract";
import { z } from "zod";
import type { Context } from "../../../http/context.ts";
import { listWidgets, updateDashboard, updateWidget } from "../../dashboards/index.ts";
import { reason } from "../wire/reason.ts";

const placed = z.object({
  widget_id: z.string(),
  x: z.coerce.number().min(0).max(1000),
  y: z.coerce.number().min(0).max(10_000),
  width: z.coerce.number().positive().max(1000),
  height: z.coerce.number().positive().max(1000),
  tab: z.string().nullish(),
});
type Placed = z.output<typeof placed>;

const sentTab = z.object({
  key: z.string().min(1),
  value: z.string().default(""),
  hidden: z.boolean().nullish(),
  conditions: z.array(z.unknown()).nullish(),
});

const columnCount = 12;
const nameLengthMax = 60;
const most: GridPlace = { x: 11, y: 500, width: 12, height: 20 };

/** What can be read of an arrangement; entries in another form place nothing. */
export function readArrangement(value: unknown): Placed[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, 200) : [];
  return list.flatMap((each) => {
    const { success, data } = placed.safeParse(each);
    return success ? [data] : [];
  });
}

/**
 * Where widgets are in our grid. TagoIO does not say how wide its own is: what ends within 4 columns was laid out on 4, else on 12, or
 * on as many as are used. Edges are rounded, not widths, so that neighbours stay neighbours.
 */
export function toPlaces(arrangement: readonly Placed[]): Record<string, GridPlace> {
  const used = Math.max(0, ...arrangement.map(({ x, width }) => x + width));
  const scale = columnCount / (used <= 4 ? 4 : Math.max(used, columnCount));
  return Object.fromEntries(arrangement.map((each) => [each.widget_id, toPlace(each, scale)]));
}

function toPlace({ x, y, width, height }: Placed, scale: number): GridPlace {
  const [left, top] = [Math.min(Math.round(x * scale), most.x), Math.min(Math.round(y), most.y)];
  const right = Math.max(left + 1, Math.min(Math.round((x + width) * scale), columnCount));
  const bottom = Math.max(top + 1, Math.round(y + height));
  return { x: left, y: top, width: right - left, height: Math.min(bottom - top, most.height) };
}

/** Lays an imported dashboard out as it was, tab by tab. Answers the tabs that TagoIO showed to some people only. */
export async function layOut(
  ctx: Context,
  { id, name }: { id: string; name: string },
  sent: { tabs: unknown; arrangement: unknown },
): Promise<string[]> {
  const arrangement = readArrangement(sent.arrangement);
  if (arrangement.length === 0) return [];
  const tabs = readTabs(sent.tabs).filter(({ key }) => arrangement.some(({ tab }) => tab === key));
  const made = await updateDashboard(ctx, id, {
    places: toPlaces(arrangement),
    tabs: tabs.map((tab) => ({ name: tab.name })),
    reason,
    confirmName: name,
  });

  for (const widget of await listWidgets(ctx.db, ctx.profileId, id)) {
    const key = arrangement.find((each) => each.widget_id === widget.id)?.tab;
    const tabId = made.tabs[tabs.findIndex((tab) => tab.key === key)]?.id;
    if (tabId !== undefined) await updateWidget(ctx, { dashboardId: id, widgetId: widget.id }, { tabId });
  }
  return tabs.filter(({ isForSome }) => isForSome).map((tab) => tab.name);
}

function readTabs(value: unknown): { key: string; name: string; isForSome: boolean }[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((each) => {
    const { success, data } = sentTab.safeParse(each);
    if (!success) return [];
    const name = (data.value.trim() || data.key).slice(0, nameLengthMax).trim();
    return [{ key: data.key, name, isForSome: data.hidden === true || (data.conditions ?? []).length > 0 }];
  });
}
