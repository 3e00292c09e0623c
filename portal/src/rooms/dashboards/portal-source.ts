import type { ApiClient } from "@latchkey/client";
import { apiRoutes } from "@latchkey/contract";
import type { DashboardSource } from "@latchkey/widgets";

const { exportPortalWidgetData } = apiRoutes.dashboards;

interface PortalDashboard {
  client: ApiClient;
  slug: string;
  dashboardId: string;
  /** True when the client has a token: a plain download link could not carry it. */
  hasToken: boolean;
}

/** Where the figures of a dashboard come from in the portal. */
export function portalSource({ client, slug, dashboardId, hasToken }: PortalDashboard): DashboardSource {
  const { dashboards } = client;
  const ofWidget = (widgetId: string) => ({ slug, dashboardId, widgetId });

  return {
    loadData: (widgetId, query, signal) => dashboards.getPortalWidgetData({ params: ofWidget(widgetId), query, signal }),
    loadChanges: (signal) => dashboards.getPortalDashboardChanges({ params: { slug, dashboardId }, signal }),
    submitForm: (widgetId, values) => dashboards.submitPortalWidgetForm({ params: ofWidget(widgetId), body: { values } }),
    ...(hasToken
      ? { exportCsv: (widgetId, query) => dashboards.exportPortalWidgetData({ params: ofWidget(widgetId), query }) }
      : { exportUrl: (widgetId, query) => client.url(exportPortalWidgetData, { params: ofWidget(widgetId), query }) }),
  };
}
