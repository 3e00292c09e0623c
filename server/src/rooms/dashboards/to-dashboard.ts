import type { Dashboard, DashboardSummary, Widget } from "@latchkey/contract";
import { fromStoredTags } from "../../database/tags.ts";
import type { DashboardRow, DashboardRowWithCount, WidgetRow } from "./dashboards.store.ts";

export function toDashboardSummary(row: DashboardRowWithCount): DashboardSummary {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    tags: fromStoredTags(row.tags),
    widgetCount: row.widget_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

export function toDashboard(row: DashboardRow, widgets: readonly WidgetRow[]): Dashboard {
  return { ...toDashboardSummary({ ...row, widget_count: widgets.length }), tabs: row.tabs, widgets: widgets.map(toWidget) };
}

export function toWidget(row: WidgetRow): Widget {
  return { id: row.id, title: row.title, tabId: row.tab_id, place: row.place, content: row.content };
}

export function dashboardObject(row: DashboardRow): { type: string; id: string; name: string } {
  return { type: "dashboard", id: row.id, name: row.name };
}

export function auditedDashboard(row: DashboardRow): Record<string, unknown> {
  return { name: row.name, description: row.description, tags: row.tags, tabs: row.tabs };
}

export function auditedWidget(row: WidgetRow): Record<string, unknown> {
  return { title: row.title, tabId: row.tab_id, place: row.place, content: row.content };
}
