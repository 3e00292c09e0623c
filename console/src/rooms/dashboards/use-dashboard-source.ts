import { useMemo } from "react";
import { apiRoutes } from "@latchkey/contract";
import type { DashboardSource } from "@latchkey/widgets";
import { api, useProfileId } from "../../shell/index.ts";

/** A dashboard's figures by the administrators' routes. */
export function useDashboardSource(dashboardId: string): DashboardSource {
  const profileId = useProfileId();

  return useMemo(() => {
    const params = { profileId, dashboardId };

    return {
      loadData: (widgetId, range, signal) => api.dashboards.getWidgetData({ params: { ...params, widgetId }, query: range, signal }),
      loadChanges: (signal) => api.dashboards.getDashboardChanges({ params, signal }),
      submitForm: (widgetId, values) => api.dashboards.submitWidgetForm({ params: { ...params, widgetId }, body: { values } }),
      exportUrl: (widgetId, range) => api.url(apiRoutes.dashboards.exportWidgetData, { params: { ...params, widgetId }, query: range }),
    };
  }, [profileId, dashboardId]);
}
