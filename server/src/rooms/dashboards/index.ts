export { dashboardRoutes } from "./dashboards.routes.ts";
export { listWidgets } from "./widgets.store.ts";
export { findDashboard, listDashboardRows, type DashboardRow } from "./dashboards.store.ts";
