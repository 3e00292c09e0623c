import type { Dashboard, DashboardSummary, Page } from "@latchkey/contract";
import type { Context } from "../../http/context.ts";
import { findAllowed } from "../../http/find-allowed.ts";
import { listDevicesByIds } from "../devices/index.ts";
import { devicesOf } from "./dashboards.rules.ts";
import { findDashboard, listDashboardRows, type DashboardListQuery, type DashboardRow } from "./dashboards.store.ts";
import { toDashboard, toDashboardSummary } from "./to-dashboard.ts";
import { listVisibleWidgets } from "./widget-access.ts";

/** A dashboard the caller may access; any other answers as one that does not exist. */
export async function getDashboardRow(ctx: Context, dashboardId: string): Promise<DashboardRow> {
  return findAllowed(ctx, { type: "dashboard", action: "access" }, (filter) => findDashboard(ctx.db, ctx.profileId, dashboardId, filter));
}

export async function getDashboard(ctx: Context, dashboardId: string): Promise<Dashboard> {
  const row = await getDashboardRow(ctx, dashboardId);
  return toDashboard(row, await listVisibleWidgets(ctx.db, ctx, row));
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
  const lastInputs = new Map(devices.map((device) => [device.id, device.last_input_at]));

  const newest = widgets.map((widget) => {
    const times = devicesOf(widget.content).flatMap((deviceId) => lastInputs.get(deviceId)?.getTime() ?? []);
    return [widget.id, times.length === 0 ? null : new Date(Math.max(...times)).toISOString()] as const;
  });
  return { updatedAt: row.updated_at.toISOString(), widgets: Object.fromEntries(newest) };
}
