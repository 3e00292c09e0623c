import type { DataRecord, Device } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import { valueOf, type DataRecordRow } from "./data-records.store.ts";
import type { DeviceRow } from "./devices.store.ts";

export function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    name: row.name,
    tags: fromStoredTags(row.tags),
    tokenHint: row.token_hint,
    recordCount: row.record_count,
    lastInputAt: row.last_input_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function toDataRecord(row: DataRecordRow): DataRecord {
  return {
    id: row.id,
    variable: row.variable,
    value: valueOf(row),
    unit: row.unit,
    time: row.time.toISOString(),
    metadata: row.metadata as DataRecord["metadata"],
  };
}

export function deviceObject(row: DeviceRow): { type: string; id: string; name: string } {
  return { type: "device", id: row.id, name: row.name };
}

export function auditedDevice(row: DeviceRow): Record<string, unknown> {
  return { name: row.name, tags: row.tags };
}
