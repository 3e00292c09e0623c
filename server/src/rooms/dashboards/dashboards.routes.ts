import { apiRoutes } from "@latchkey/contract";
import { on } from "../../http/routes.ts";
import { deleteDashboard, updateDashboard } from "./change-dashboard.ts";
import { createWidget, deleteWidget, updateWidget } from "./change-widget.ts";
import { createDashboard } from "./create-dashboard.ts";
import { getDashboard, getDashboardChanges, getWidget, listDashboards } from "./get-dashboard.ts";
import { exportWidgetData, getWidgetData } from "./get-widget-data.ts";
import { submitWidgetForm } from "./submit-widget-form.ts";

const { dashboards } = apiRoutes;

export const dashboardRoutes = [
  on(dashboards.listDashboards, (ctx, { query }) => listDashboards(ctx, query)),
  on(dashboards.createDashboard, (ctx, { body }) => createDashboard(ctx, body)),
  on(dashboards.getDashboard, (ctx, { params }) => getDashboard(ctx, params.dashboardId)),
  on(dashboards.updateDashboard, (ctx, { params, body }) => updateDashboard(ctx, params.dashboardId, body)),
  on(dashboards.deleteDashboard, (ctx, { params }) => deleteDashboard(ctx, params.dashboardId)),
  on(dashboards.createWidget, (ctx, { params, body }) => createWidget(ctx, params.dashboardId, body)),
  on(dashboards.updateWidget, (ctx, { params, body }) => updateWidget(ctx, params, body)),
  on(dashboards.deleteWidget, (ctx, { params }) => deleteWidget(ctx, params)),
  on(dashboards.getWidgetData, (ctx, { params, query }) => getWidgetData(ctx, params, query)),
  on(dashboards.exportWidgetData, (ctx, { params, query }) => exportWidgetData(ctx, params, query)),
  on(dashboards.submitWidgetForm, (ctx, { params, body }) => submitWidgetForm(ctx, params, body.values)),
  on(dashboards.getDashboardChanges, (ctx, { params }) => getDashboardChanges(ctx, params.dashboardId)),

  on(dashboards.listPortalDashboards, (ctx, { query }) => listDashboards(ctx, { ...query, sort: "name" })),
  on(dashboards.getPortalDashboard, (ctx, { params }) => getDashboard(ctx, params.dashboardId)),
  on(dashboards.getPortalWidget, (ctx, { params }) => getWidget(ctx, params)),
  on(dashboards.getPortalWidgetData, (ctx, { params, query }) => getWidgetData(ctx, params, query)),
  on(dashboards.exportPortalWidgetData, (ctx, { params, query }) => exportWidgetData(ctx, params, query)),
  on(dashboards.submitPortalWidgetForm, (ctx, { params, body }) => submitWidgetForm(ctx, params, body.values)),
  on(dashboards.getPortalDashboardChanges, (ctx, { params }) => getDashboardChanges(ctx, params.dashboardId)),
];
