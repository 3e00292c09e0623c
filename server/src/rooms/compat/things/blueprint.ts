import { z } from "zod";
import { fromStoredTags } from "../../../database/tags.ts";
import type { Context } from "../../../http/context.ts";
import { listDevicesByIds, type DeviceRow } from "../../devices/index.ts";
import { asRecord } from "../people/run-users.ts";
import { findExtras } from "../wire/extra-fields.store.ts";
import { isId } from "./widget-content.ts";

const slot = z.object({
  id: z.string().min(1),
  type: z.string().default("device"),
  conditions: z
    .array(z.object({ key: z.string(), value: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
  filter_conditions: z
    .array(z.object({ type: z.string(), tag_key: z.string(), blueprint_device: z.string() }))
    .nullish()
    .transform((list) => list ?? []),
});
type Slot = z.output<typeof slot>;

const slotsMax = 20;

/** The places of a blueprint that whoever looks fills with devices; none on any other dashboard. */
export async function listSlots(ctx: Context, dashboardId: string): Promise<Slot[]> {
  const { type, blueprint_devices: sent } = await findExtras(ctx.db, { profileId: ctx.profileId, type: "dashboard", id: dashboardId });
  if (type !== "blueprint" || !Array.isArray(sent)) return [];
  return sent.slice(0, slotsMax).flatMap((each) => {
    const { success, data } = slot.safeParse(each);
    return success ? [data] : [];
  });
}

/**
 * The device in each slot, as the request chose. The choice comes from the client, so every one is judged anew: it must meet what the
 * slot asks, and whoever looks must have access to the device, not only to the dashboard.
 */
export async function chosenDevices(ctx: Context, dashboardId: string, choice: unknown): Promise<ReadonlyMap<string, DeviceRow>> {
  const wanted = readChoice(choice);
  if (wanted.size === 0) return new Map();
  const slots = await listSlots(ctx, dashboardId);
  const rows = await listDevicesByIds(ctx.db, ctx.profileId, [...new Set(wanted.values())]);
  const found = new Map(rows.map((row) => [row.id, row]));
  const chosen = new Map(
    slots.flatMap((each) => {
      const device = found.get(wanted.get(each.id) ?? "");
      return device && meets(each, device) && mayShow(ctx, device) ? [[each.id, device] as const] : [];
    }),
  );
  return new Map([...chosen].filter(([slotId]) => slots.some((each) => each.id === slotId && matchesOthers(each, chosen))));
}

/**
 * People need access to the device, which is how TagoIO opens it to a blueprint, and no rule that denies them its data. A script builds
 * dashboards itself: it sees through none what it may not read.
 */
function mayShow({ access, principal }: Context, device: DeviceRow): boolean {
  if (!access.allows("device", "access", device)) return false;
  if (principal.kind === "analysis") return access.allows("device", "get_data", device);
  return access.verdict("device", "get_data", device) !== "deny";
}

function readChoice(choice: unknown): Map<string, string> {
  const list: unknown[] = typeof choice === "object" && choice !== null ? Object.values(choice).slice(0, slotsMax) : [];
  return new Map(
    list.map(asRecord).flatMap(({ origin, id, bucket }) => {
      const deviceId = id ?? bucket;
      return typeof origin === "string" && typeof deviceId === "string" && isId(deviceId) ? [[origin, deviceId] as const] : [];
    }),
  );
}

const valuesOf = ({ tags }: DeviceRow, key: string): string[] =>
  fromStoredTags(tags).flatMap((tag) => (tag.key === key ? [tag.value] : []));

/** Letter by letter, as everywhere where tags decide. */
function meets({ type, conditions }: Slot, device: DeviceRow): boolean {
  return type === "device" && conditions.every(({ key, value }) => valuesOf(device, key).includes(value));
}

function matchesOthers({ id, filter_conditions: filters }: Slot, chosen: ReadonlyMap<string, DeviceRow>): boolean {
  const device = chosen.get(id);
  if (!device) return false;
  return filters.every(({ type, tag_key: key, blueprint_device: otherId }) => {
    const other = chosen.get(otherId);
    return type === "tag_match" && other !== undefined && valuesOf(device, key).some((value) => valuesOf(other, key).includes(value));
  });
}
