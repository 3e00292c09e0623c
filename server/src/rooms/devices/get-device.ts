import type { DataRecord, Device, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { listNewestByVariable, listRecordRows, valueOf, type RecordQuery } from "./data-records.store.ts";
import { findDevice, listDeviceRows, type DeviceListQuery, type DeviceRow } from "./devices.store.ts";
import { toDataRecord, toDevice } from "./to-device.ts";

async function getDeviceRow(ctx: Context, deviceId: string, action: string): Promise<DeviceRow> {
  return findAllowed(ctx, { type: "device", action }, (filter) => findDevice(ctx.db, ctx.profileId, deviceId, filter));
}

export async function getDevice(ctx: Context, deviceId: string): Promise<Device> {
  return toDevice(await getDeviceRow(ctx, deviceId, "access"));
}

export async function listDevices(ctx: Context, query: DeviceListQuery): Promise<Page<Device>> {
  const { rows, nextCursor, total } = await listDeviceRows(ctx.db, ctx.profileId, query, ctx.access.filter("device", "access"));
  return { items: rows.map(toDevice), nextCursor, total };
}

/** Records of a device, newest first. */
export async function listData(
  ctx: Context,
  deviceId: string,
  query: RecordQuery & { limit: number; cursor?: string | undefined },
): Promise<Page<DataRecord>> {
  await getDeviceRow(ctx, deviceId, "get_data");
  const { rows, nextCursor, total } = await listRecordRows(ctx.db, ctx.profileId, { ...query, deviceId });
  return { items: rows.map(toDataRecord), nextCursor, total };
}

/** The variables a device has sent, each with its newest value. */
export async function listVariables(ctx: Context, deviceId: string) {
  await getDeviceRow(ctx, deviceId, "get_data");
  const rows = await listNewestByVariable(ctx.db, ctx.profileId, deviceId);
  return {
    items: rows.map((row) => ({ variable: row.variable, unit: row.unit, lastValue: valueOf(row), lastTime: row.time.toISOString() })),
  };
}
