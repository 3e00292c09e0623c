import type { Connection } from "../../database/database.ts";
import type { Context } from "../../http/context.ts";
import { httpErrors } from "../../http/http.errors.ts";
import { findDashboard, type DashboardRow, type WidgetRow } from "./dashboards.store.ts";
import { findWidget, listWidgets } from "./widgets.store.ts";

export interface WidgetPath {
  dashboardId: string;
  widgetId: string;
}

/**
 * Whether the caller may see a widget, or send its form. Whoever may access a dashboard may, unless a rule denies it; a rule
 * that allows it opens the widget alone. What denies a dashboard denies its widgets. A widget carries its dashboard's tags.
 */
export function mayUseWidget(
  { access }: Pick<Context, "access">,
  dashboard: Pick<DashboardRow, "id" | "tags">,
  { widgetId, action }: { widgetId: string; action: "access" | "send_data" },
): boolean {
  const onDashboard = access.verdict("dashboard", "access", dashboard);
  const onWidget = access.verdict("widget", action, { id: widgetId, tags: dashboard.tags });
  if (onDashboard === "deny" || onWidget === "deny") return false;
  return onWidget === "allow" || onDashboard === "allow";
}

/** A widget that the caller may see, on a dashboard that they may not even know, with that dashboard. */
export async function getVisibleWidget(
  ctx: Context,
  { dashboardId, widgetId }: WidgetPath,
): Promise<{ dashboard: DashboardRow; widget: WidgetRow }> {
  const [dashboard, widget] = await Promise.all([
    findDashboard(ctx.db, ctx.profileId, dashboardId, { kind: "all" }),
    findWidget(ctx.db, ctx.profileId, dashboardId, widgetId),
  ]);
  if (!dashboard || !widget) throw httpErrors.not_found();
  const isVisible = mayUseWidget(ctx, dashboard, { widgetId, action: "access" });
  recordWidget(ctx, dashboard, { widgetId, isVisible });
  if (!isVisible) throw httpErrors.not_found();
  return { dashboard, widget };
}

/** The decision is one about the widget where a rule speaks about widgets, and about its dashboard otherwise. */
function recordWidget(
  { access }: Context,
  { id, tags }: DashboardRow,
  { widgetId, isVisible }: { widgetId: string; isVisible: boolean },
): void {
  const decision = isVisible ? "allow" : "deny";
  const isByWidget = access.verdict("widget", "access", { id: widgetId, tags }) === decision;
  access.record(
    isByWidget ? { type: "widget", action: "access", id: widgetId, decision } : { type: "dashboard", action: "access", id, decision },
  );
}

export async function listVisibleWidgets(connection: Connection, ctx: Context, dashboard: DashboardRow): Promise<WidgetRow[]> {
  const widgets = await listWidgets(connection, ctx.profileId, dashboard.id);
  return widgets.filter((widget) => mayUseWidget(ctx, dashboard, { widgetId: widget.id, action: "access" }));
}
