import type { Dashboard, DashboardSummary, OpenedWidget, Page, WidgetContent } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { listDevicesByIds, type DeviceRow } from "../devices/index.ts";
import { devicesOf } from "./dashboards.rules.ts";
import { findDashboard, listDashboardRows, type DashboardListQuery, type DashboardRow } from "./dashboards.store.ts";
import { toDashboard, toDashboardSummary, toWidget } from "./to-dashboard.ts";
import { getVisibleWidget, listVisibleWidgets, type WidgetPath } from "./widget-access.ts";

/** A dashboard the caller may access; any other answers as one that does not exist. */
export async function getDashboardRow(ctx: Context, dashboardId: string): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action: "access" }, (filter) => findDashboard(ctx.db, ctx.profileId, dashboardId, filter));
}

export async function getDashboard(ctx: Context, dashboardId: string): Promise<Dashboard> {
  const row = await getDashboardRow(ctx, dashboardId);
  return toDashboard(row, await listVisibleWidgets(ctx.db, ctx, row));
}

/** One widget, for whoever may not see the dashboard that it is on. */
export async function getWidget(ctx: Context, path: WidgetPath): Promise<OpenedWidget> {
  const { dashboard, widget } = await getVisibleWidget(ctx, path);
  const devices = await listDevicesByIds(ctx.db, ctx.profileId, [...new Set(devicesOf(widget.content))]);
  return { ...toWidget(widget), updatedAt: dashboard.updated_at.toISOString(), lastInputAt: lastInputOf(widget.content, byId(devices)) };
}

export async function listDashboards(ctx: Context, query: DashboardListQuery): Promise<Page<DashboardSummary>> {
  const { rows, nextCursor, total } = await listDashboardRows(ctx.db, ctx.profileId, query, ctx.access.filter("dashboard", "access"));
  return { items: rows.map(toDashboardSummary), nextCursor, total };
}

/** When each widget's devices last received data, so that viewers load again only what changed. */
export async function getDashboardChanges(ctx: Context, dashboardId: string) {
  const row = await getDashboardRow(ctx, dashboardId);
  const widgets = await listVisibleWidgets(ctx.db, ctx, row);
  const devices = await listDevicesByIds(ctx.db, ctx.profileId, [...new Set(widgets.flatMap((widget) => devicesOf(widget.content)))]);
  const known = byId(devices);
  const newest = widgets.map((widget) => [widget.id, lastInputOf(widget.content, known)] as const);
  return { updatedAt: row.updated_at.toISOString(), widgets: Object.fromEntries(newest) };
}

const byId = (devices: readonly DeviceRow[]): ReadonlyMap<string, DeviceRow> => new Map(devices.map((device) => [device.id, device]));

/** The newest input among the devices that a widget shows. */
function lastInputOf(content: WidgetContent, devices: ReadonlyMap<string, DeviceRow>): string | null {
  const times = devicesOf(content).flatMap((deviceId) => devices.get(deviceId)?.last_input_at?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
