import { transact } from "../../../database/transact.ts";
import type { Context } from "../../../http/context.ts";
import { changeRecords, deleteAllRecords, deleteRecords, findDevice, storeRecords, type DeviceRow } from "../../devices/index.ts";
import { liveBytesMax, publishLive } from "../../live/index.ts";
import { compatErrors } from "../wire/compat.errors.ts";
import { findExtras } from "../wire/extra-fields.store.ts";
import type { TagoCall, TagoRoute } from "../wire/tago-route.ts";
import { queryData } from "./data-query.ts";
import { filterSent, findDeviceFor, keyOfDevice, listParameters, storeParameters, toTagoDevice } from "./devices.ts";
import { readChanges, readRecords, withoutDevice } from "./records.ts";

/** Stores records and tells whoever watches the device. */
export async function addData(ctx: Context, device: { id: string }, body: unknown): Promise<string> {
  const records = readRecords(body).map(withoutDevice);
  const { added } = await transact(ctx.db, async (tx) => {
    for (const payload of inMessages(records)) {
      await publishLive(tx, ctx, { profileId: ctx.profileId, channel: `device_data.${device.id}`, payload });
    }
    return storeRecords(tx, ctx, device.id, records);
  });
  return `${added} Data Added`;
}

/** As few messages as the size of one allows; a record that is longer by itself is stored, and told to nobody. */
function inMessages<T>(records: readonly T[]): T[][] {
  const messages: T[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    const length = Buffer.byteLength(JSON.stringify(record)) + 1;
    if (bytes + length > liveBytesMax - 2) {
      messages.push([]);
      bytes = 0;
    }
    messages.at(-1)?.push(record);
    bytes += length;
  }
  return messages;
}

async function editData(ctx: Context, device: DeviceRow, body: unknown): Promise<string> {
  const { changed } = await changeRecords(ctx, device, readChanges(body));
  return `${changed} item(s) updated`;
}

/** The last record of each variable when nothing else is said; the same forms as reading. */
async function removeData(ctx: Context, device: DeviceRow, query: Record<string, unknown>): Promise<string> {
  const wanted = Object.keys(query).length === 0 ? { query: "last_item" } : query;
  const found = await queryData({ ctx, deviceId: device.id }, wanted);
  if (!Array.isArray(found)) throw compatErrors.not_valid({ detail: "query: names no records that could be deleted" });
  const { deleted } = await deleteRecords(
    ctx,
    device,
    found.map((record: { id?: unknown }) => String(record.id)),
  );
  return `${deleted} Data Removed`;
}

async function empty(ctx: Context, device: DeviceRow): Promise<string> {
  await deleteAllRecords(ctx, device);
  return "Data Successfully Removed";
}

/** The device whose token is sent. */
async function self(ctx: Context): Promise<DeviceRow> {
  const device = ctx.principal.kind === "device" ? await findDevice(ctx.db, ctx.profileId, ctx.principal.id, { kind: "all" }) : undefined;
  if (!device) throw compatErrors.authorization_denied();
  return device;
}

/** The token says which device it is: what is sent most often asks for nothing else. */
async function addOwnData({ ctx, body }: TagoCall): Promise<string> {
  if (ctx.principal.kind !== "device") throw compatErrors.authorization_denied();
  return addData(ctx, ctx.principal, body);
}

const own = { tokens: ["device"] as const };
const governed = { path: "/device/:id/data", tokens: ["profile", "analysis"] as const };

type Work = (call: TagoCall, device: DeviceRow) => Promise<unknown>;
const asItself = (work: Work) => async (call: TagoCall) => work(call, await self(call.ctx));
const asked = (action: string, work: Work) => async (call: TagoCall) =>
  work(call, await findDeviceFor(call.ctx, call.params["id"], action));

const read: Work = ({ ctx, query }, device) => queryData({ ctx, deviceId: device.id }, query);
const add: Work = async ({ ctx, body }, device) => addData(ctx, device, body);
const change: Work = ({ ctx, body }, device) => editData(ctx, device, body);
const remove: Work = ({ ctx, query }, device) => removeData(ctx, device, query);

export const deviceInfo = asItself(async ({ ctx }, device) => toTagoDevice(device, await findExtras(ctx.db, keyOfDevice(ctx, device.id))));

export const deviceDataRoutes: TagoRoute[] = [
  { method: "GET", ...governed, handler: asked("get_data", read) },
  { method: "POST", ...governed, handler: asked("send_data", add) },
  { method: "PUT", ...governed, handler: asked("edit_data", change) },
  { method: "DELETE", ...governed, handler: asked("delete_data", remove) },
  {
    method: "POST",
    path: "/device/:id/empty",
    tokens: governed.tokens,
    handler: asked("delete_data", ({ ctx }, device) => empty(ctx, device)),
  },
  {
    method: "GET",
    path: "/device/:id/data_amount",
    tokens: governed.tokens,
    handler: asked("access", async (_call, device) => device.record_count),
  },
  { method: "GET", path: "/data", ...own, handler: asItself(read) },
  { method: "POST", path: "/data", ...own, handler: addOwnData },
  { method: "PUT", path: "/data", ...own, handler: asItself(change) },
  { method: "DELETE", path: "/data", ...own, handler: asItself(remove) },
  {
    method: "GET",
    path: "/device/params",
    ...own,
    handler: asItself(async ({ ctx, query }, device) => filterSent(await listParameters(ctx, device.id), query["sent_status"])),
  },
  {
    method: "PUT",
    path: "/device/params/:param",
    ...own,
    handler: asItself(async ({ ctx, params }, device) => {
      await storeParameters(ctx, device.id, (stored) =>
        stored.map((each) => (each.id === params["param"] ? { ...each, sent: true } : each)),
      );
      return "Param Successfully Updated";
    }),
  },
];
