import type { NewRecord } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { recordAuditEntry } from "../audit/index.ts";
import { deleteAllRecordRows, deleteRecordRows, updateRecordRow, valueColumns } from "./data-records.store.ts";
import { deviceObject } from "./to-device.ts";
import type { DeviceRow } from "./devices.store.ts";

export type RecordChange = { id: string } & Partial<Omit<NewRecord, "variable">>;

/** Changes stored records of a device; those that do not exist are left out. Who may, the caller has asked. */
export async function changeRecords(ctx: Context, device: DeviceRow, changes: readonly RecordChange[]): Promise<{ changed: number }> {
  return transact(ctx.db, async (tx) => {
    let changed = 0;
    for (const change of changes) changed += await changeRecord(tx, ctx, { device, change });
    await recordAuditEntry(tx, ctx, { action: "device.data_changed", object: deviceObject(device), after: { records: changed } });
    return { changed };
  });
}

async function changeRecord(tx: Tx, ctx: Context, { device, change }: { device: DeviceRow; change: RecordChange }): Promise<number> {
  const { value, unit, time, metadata } = change;
  return updateRecordRow(
    tx,
    { profileId: ctx.profileId, deviceId: device.id, id: change.id },
    {
      ...(value === undefined ? {} : valueColumns(value)),
      ...(unit === undefined ? {} : { unit }),
      ...(time === undefined ? {} : { time: new Date(time) }),
      ...(metadata === undefined ? {} : { metadata }),
    },
  );
}

/** Deletes stored records of a device. Who may, the caller has asked. */
export async function deleteRecords(ctx: Context, device: DeviceRow, ids: readonly string[]): Promise<{ deleted: number }> {
  return transact(ctx.db, async (tx) => {
    const deleted = await deleteRecordRows(tx, { profileId: ctx.profileId, deviceId: device.id, ids });
    await recordAuditEntry(tx, ctx, { action: "device.data_deleted", object: deviceObject(device), after: { records: deleted } });
    return { deleted };
  });
}

/** Empties a device. Who may, the caller has asked. */
export async function deleteAllRecords(ctx: Context, device: DeviceRow): Promise<{ deleted: number }> {
  return transact(ctx.db, async (tx) => {
    const deleted = await deleteAllRecordRows(tx, { profileId: ctx.profileId, deviceId: device.id });
    await recordAuditEntry(tx, ctx, { action: "device.data_deleted", object: deviceObject(device), after: { records: deleted } });
    return { deleted };
  });
}
