export { createDashboard } from "./create-dashboard.ts";
export { deleteDashboard, updateDashboard } from "./change-dashboard.ts";
export { createWidget, deleteWidget, updateWidget } from "./change-widget.ts";
export { devicesOf } from "./dashboards.rules.ts";
export { getVisibleWidget, mayUseWidget } from "./widget-access.ts";
export { dashboardRoutes } from "./dashboards.routes.ts";
export { listWidgets } from "./widgets.store.ts";
export { findDashboard, listDashboardRows, type DashboardRow } from "./dashboards.store.ts";
