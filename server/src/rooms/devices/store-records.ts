import type { NewRecord } from "@latchkey/contract";
import type { Tx } from "../../database/database.ts";
import { brokenConstraint, transact } from "../../database/transact.ts";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { newIds } from "../../platform/ids.ts";
import { countNewRecords, insertRecords, valueColumns } from "./data-records.store.ts";
import { findDevice } from "./devices.store.ts";

/** Stores records for a device, all or none. */
export async function storeRecords(tx: Tx, ctx: Context, deviceId: string, records: readonly NewRecord[]): Promise<{ added: number }> {
  const now = ctx.platform.clock.now();
  const ids = newIds(ctx.platform.clock, records.length);
  await insertRecords(
    tx,
    records.map((record, index) => ({
      profile_id: ctx.profileId,
      device_id: deviceId,
      id: ids[index] ?? "",
      variable: record.variable,
      ...valueColumns(record.value),
      unit: record.unit ?? null,
      time: record.time === undefined ? now : new Date(record.time),
      metadata: record.metadata ?? null,
    })),
  ).catch(explainMissingDevice);
  await countNewRecords(tx, ctx.profileId, deviceId, { count: records.length, at: now });
  return { added: records.length };
}

/** The device may be deleted between check and write, and a form outlives the device that it writes to. */
function explainMissingDevice(error: unknown): never {
  if (brokenConstraint(error) === "data_records_profile_id_device_id_fkey")
    throw httpErrors.not_found({ detail: "The device does not exist any more." });
  throw error;
}

/** Stores records sent by an administrator, an API token or a script. */
export async function sendData(ctx: Context, deviceId: string, records: NewRecord | NewRecord[]): Promise<{ added: number }> {
  await findAllowed(ctx, { type: "device", action: "send_data" }, (filter) => findDevice(ctx.db, ctx.profileId, deviceId, filter));
  return transact(ctx.db, (tx) => storeRecords(tx, ctx, deviceId, [records].flat()));
}

/** Stores records sent by the device itself, with its own token. */
export async function sendOwnData(ctx: Context, records: NewRecord | NewRecord[]): Promise<{ added: number }> {
  const { principal } = ctx;
  if (principal.kind !== "device") throw httpErrors.not_allowed();
  return transact(ctx.db, (tx) => storeRecords(tx, ctx, principal.id, [records].flat()));
}
