import { isDeepStrictEqual } from "node:util";
import type { WidgetContent } from "@latchkey/contract";
import { z } from "zod";
import type { Context } from "../../../http/context.ts";
import { findAnalysis } from "../../analyses/index.ts";
import { devicesOf } from "../../dashboards/index.ts";
import { listDevicesByIds, type DeviceRow } from "../../devices/index.ts";
import { asRecord } from "../people/run-users.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import type { Extras } from "../wire/extra-fields.store.ts";
import { inputTypes, isId, widgetData, type WidgetData } from "./widget-content.ts";

export type WriteAction = "send_data" | "edit_data" | "delete_data";
const writeActions: readonly WriteAction[] = ["send_data", "edit_data", "delete_data"];

/** What Latchkey notes about a widget beside TagoIO's fields; nobody sends or reads it. */
export const notedFields = ["latchkey_content", "latchkey_writable", "latchkey_slots"] as const;

export function readWidgetData(extras: Extras): WidgetData[] {
  return z
    .array(widgetData)
    .catch([])
    .parse(extras["data"] ?? []);
}

/** Every device that a widget names, shown by our own portal or not. */
export function devicesNamed(data: readonly WidgetData[]): string[] {
  return [...new Set(data.flatMap(({ origin, bucket }) => [origin, bucket]).filter(isId))];
}

/** The analyses that a widget runs: after something was sent, and by the buttons of its header. */
export function analysesNamed(extras: Extras): { onSend: string | undefined; byButton: string[] } {
  const onSend = extras["analysis_run"];
  const buttons = asRecord(extras["display"])["header_buttons"];
  const named = (Array.isArray(buttons) ? buttons : []).map((button) => asRecord(button)["analysis_run"]);
  return { onSend: isText(onSend) && isId(onSend) ? onSend : undefined, byButton: named.filter(isText).filter(isId) };
}

const isText = (value: unknown): value is string => typeof value === "string";

interface Saved {
  /** All fields as they will be stored. */
  fields: Extras;
  content: WidgetContent;
  /** Ids of the dashboard's blueprint slots: a widget that names one names no device. */
  slots: readonly string[];
  /** Whether a device or analysis that does not exist may be named, by callers whom no rule governs. */
  mayNameUnknown: boolean;
}

/**
 * Refuses a widget that shows, writes to or runs what its author may not: whoever sees a widget reads through it. Answers what is
 * noted for later calls: what our portal showed then, and where the author could write.
 */
export async function requireAuthorsRights(ctx: Context, { fields, content, slots, mayNameUnknown }: Saved): Promise<Extras> {
  const named = devicesNamed(readWidgetData(fields));
  const wanted = named.filter((id) => !slots.includes(id));
  const devices = await listDevicesByIds(ctx.db, ctx.profileId, wanted);
  const isInput = inputTypes.has(String(fields["type"]));
  const needed = isInput ? (["get_data", "send_data"] as const) : (["get_data"] as const);
  const usable = devices.filter((device) => needed.every((action) => ctx.access.allows("device", action, device)));
  const isComplete = usable.length === wanted.length || (mayNameUnknown && ctx.access.isUnrestricted);
  if (!isComplete) throw compatErrors.not_valid({ detail: "data: names an unknown device" });
  await requireRunnable(ctx, fields);

  const writable = Object.fromEntries(
    writeActions.map((action) => [
      action,
      isInput ? devices.filter((each) => ctx.access.allows("device", action, each)).map(({ id }) => id) : [],
    ]),
  );
  return { latchkey_content: content, latchkey_writable: writable, latchkey_slots: named.filter((id) => slots.includes(id)) };
}

/** Callers whom no rule governs may name one that comes later, as those do who move a profile here piece by piece. */
async function requireRunnable(ctx: Context, fields: Extras): Promise<void> {
  if (ctx.access.isUnrestricted) return;
  const { onSend, byButton } = analysesNamed(fields);
  for (const id of new Set([...(onSend === undefined ? [] : [onSend]), ...byButton])) {
    const analysis = await findAnalysis(ctx.db, ctx.profileId, id, ctx.access.filter("analysis", "run_analysis"));
    if (!analysis) throw compatErrors.not_valid({ detail: "analysis_run: names an unknown analysis" });
  }
}

/**
 * The devices that a widget serves now. Once somebody changed it in our own console, only those that it still shows there: that is
 * how a device is taken out of it.
 */
export function servedDevices({
  content,
  extras,
  data,
}: {
  content: WidgetContent;
  extras: Extras;
  data: readonly WidgetData[];
}): string[] {
  // Nobody's rights were asked for what was a slot when the widget was saved: it never becomes a device by itself.
  const slots = new Set(slotsNoted(extras));
  const named = devicesNamed(data).filter((id) => !slots.has(id));
  if (isDeepStrictEqual(extras["latchkey_content"], content)) return named;
  const shown = new Set(devicesOf(content));
  return named.filter((id) => shown.has(id));
}

/** The slots that a widget named when it was saved. */
export function slotsNoted(extras: Extras): string[] {
  const noted = extras["latchkey_slots"];
  return Array.isArray(noted) ? noted.filter(isText) : [];
}

interface Writing {
  extras: Extras;
  device: DeviceRow;
  action: WriteAction;
}

/** Whoever may write to the device anyway, or sends by an input widget whose author could. */
export function mayWriteThrough({ access }: Context, { extras, device, action }: Writing): boolean {
  if (access.allows("device", action, device)) return true;
  if (!inputTypes.has(String(extras["type"]))) return false;
  const noted = asRecord(extras["latchkey_writable"])[action];
  return Array.isArray(noted) && noted.includes(device.id);
}
