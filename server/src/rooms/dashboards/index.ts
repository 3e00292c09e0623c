export { dashboardRoutes } from "./dashboards.routes.ts";
export { findDashboard, listDashboardRows, type DashboardRow } from "./dashboards.store.ts";
