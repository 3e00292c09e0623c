import { newRecord, type NewRecord } from "@latchkey/contract";
import { z } from "zod";
import type { RecordChange } from "../../devices/index.ts";
import { readBody } from "../wire/read-body.ts";

/** What TagoIO's records carry and ours do not. */
const extra = { group: z.string().max(100).optional(), location: z.unknown().optional(), serie: z.string().max(100).optional() };

const sentRecord = z.object({
  variable: newRecord.shape.variable,
  value: newRecord.shape.value.optional(),
  unit: z.string().max(50).nullish(),
  time: z.union([z.string(), z.date()]).nullish(),
  metadata: z.record(z.string(), z.json()).nullish(),
  ...extra,
});
const sentChange = sentRecord.partial().extend({ id: z.string(), device: z.string().optional(), origin: z.string().optional() });

function metadataOf(sent: { metadata?: Record<string, unknown> | null | undefined; group?: unknown; location?: unknown; serie?: unknown }) {
  const beside = Object.fromEntries(
    Object.entries({ group: sent.group ?? sent.serie, location: toPoint(sent.location) }).filter(([, value]) => value !== undefined),
  );
  if (!sent.metadata && Object.keys(beside).length === 0) return undefined;
  return { ...sent.metadata, ...(Object.keys(beside).length === 0 ? {} : { tagoio: beside }) } as NewRecord["metadata"];
}

/** A GeoJSON point, however it was sent. */
function toPoint(location: unknown): unknown {
  if (typeof location !== "object" || location === null || !("lat" in location) || !("lng" in location)) return location;
  return { type: "Point", coordinates: [Number(location.lng), Number(location.lat)] };
}

function momentOf(time: string | Date | null | undefined): string | undefined {
  if (time === null || time === undefined) return undefined;
  const moment = new Date(time);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** One record or a list of them. A record without a value has an empty text, as one with a location only. */
export function readRecords(body: unknown): (NewRecord & { device?: string })[] {
  const list = readBody(
    z
      .array(sentRecord.extend({ device: z.string().optional(), origin: z.string().optional() }))
      .min(1)
      .max(5000),
    [body].flat(),
  );
  return list.map((sent) => {
    const [time, metadata, device] = [momentOf(sent.time), metadataOf(sent), sent.device ?? sent.origin];
    return {
      variable: sent.variable,
      value: sent.value ?? "",
      ...(sent.unit ? { unit: sent.unit } : {}),
      ...(time === undefined ? {} : { time }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(device === undefined ? {} : { device }),
    };
  });
}

export function withoutDevice({ device: _device, ...record }: NewRecord & { device?: string }): NewRecord {
  return record;
}

export function readChanges(body: unknown): (RecordChange & { device?: string })[] {
  const list = readBody(z.array(sentChange).min(1).max(1000), [body].flat());
  return list.map((sent) => {
    const [time, metadata, device] = [momentOf(sent.time), metadataOf(sent), sent.device ?? sent.origin];
    return {
      id: sent.id,
      ...(sent.value === undefined ? {} : { value: sent.value }),
      ...(sent.unit ? { unit: sent.unit } : {}),
      ...(time === undefined ? {} : { time }),
      ...(metadata === undefined ? {} : { metadata }),
      ...(device === undefined ? {} : { device }),
    };
  });
}
