import type { WidgetContent, WidgetData, WidgetSeries, WidgetSource } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import type { CsvDownload } from "../../http/routes.ts";
import { inParallel } from "../../platform/in-parallel.ts";
import { countDataOutput, requireDataOutputLeft } from "../data-output/index.ts";
import { aggregateRecords, listDevicesByIds, listNewestRecords, valueOf } from "../devices/index.ts";
import { findProfile } from "../profiles/index.ts";
import { sourcesOf } from "./dashboards.rules.ts";
import type { WidgetRow } from "./dashboards.store.ts";
import { getVisibleWidget, type WidgetPath } from "./widget-access.ts";
import { widgetCsvLines } from "./widget-csv.ts";

export interface TimeRange {
  from?: string | undefined;
  to?: string | undefined;
}

/** What a widget shows now. Every record shown is counted as data output before it leaves. */
export async function getWidgetData(ctx: Context, path: WidgetPath, range: TimeRange): Promise<WidgetData> {
  const { data } = await readWidget(ctx, path, range);
  return data;
}

/** The same figures as CSV, counted alike. Whoever sees a widget may export it, unless a rule denies exporting its dashboard. */
export async function exportWidgetData(ctx: Context, path: WidgetPath, range: TimeRange): Promise<CsvDownload> {
  const { dashboard } = await getVisibleWidget(ctx, path);
  if (ctx.access.verdict("dashboard", "export", dashboard) === "deny") throw httpErrors.not_allowed();
  const { widget, data } = await readWidget(ctx, path, range);
  return { fileName: `${widget.title || widget.content.type}.csv`, lines: widgetCsvLines(data.series) };
}

async function readWidget(ctx: Context, path: WidgetPath, range: TimeRange): Promise<{ widget: WidgetRow; data: WidgetData }> {
  const { widget } = await getVisibleWidget(ctx, path);

  const allowance = sourcesOf(widget.content).length === 0 ? undefined : await requireDataOutputLeft(ctx);
  const series = await readSeries(ctx, widget.content, range);
  const recordCount = series.reduce((sum, each) => sum + each.points.length, 0);
  await countDataOutput(ctx, recordCount, allowance);
  return { widget, data: { series, recordCount } };
}

// Each takes a database connection, and everybody else needs some meanwhile.
const sourcesAtOnceMax = 4;

async function readSeries(ctx: Context, content: WidgetContent, range: TimeRange): Promise<WidgetSeries[]> {
  const sources = sourcesOf(content);
  if (sources.length === 0) return [];

  const [profile, devices] = await Promise.all([
    findProfile(ctx.db, ctx.profileId),
    listDevicesByIds(ctx.db, ctx.profileId, [...new Set(sources.map((source) => source.deviceId))]),
  ]);
  const names = new Map(devices.map((device) => [device.id, device.name]));
  const limit = "pointsMax" in content ? content.pointsMax : 1;

  const readSource = async (source: WidgetSource): Promise<WidgetSeries> => {
    const { unit, points } = await readPoints(ctx, source, { ...range, limit, timeZone: profile?.time_zone ?? "UTC" });
    return { name: source.label ?? `${names.get(source.deviceId) ?? "?"} ${source.variable}`, unit, points: points.toReversed() };
  };
  return inParallel(sources, readSource, sourcesAtOnceMax);
}

type Points = Pick<WidgetSeries, "unit" | "points">;

async function readPoints(ctx: Context, source: WidgetSource, query: TimeRange & { limit: number; timeZone: string }): Promise<Points> {
  const wanted = { ...query, deviceId: source.deviceId, variable: [source.variable] };
  if (source.aggregation) {
    const rows = await aggregateRecords(ctx.db, ctx.profileId, { ...wanted, ...source.aggregation });
    const unit = source.aggregation.function === "count" ? null : (rows[0]?.unit ?? null);
    return { unit, points: rows.map((row) => ({ time: row.time.toISOString(), value: row.value })) };
  }

  const rows = await listNewestRecords(ctx.db, ctx.profileId, wanted);
  return {
    unit: rows.find((row) => row.unit !== null)?.unit ?? null,
    points: rows.map((row) => ({ time: row.time.toISOString(), value: valueOf(row) })),
  };
}
