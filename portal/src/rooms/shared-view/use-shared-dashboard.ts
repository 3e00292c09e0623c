import { useQuery } from "@tanstack/react-query";
import { ProblemError } from "@latchkey/client";
import type { ApiClient } from "@latchkey/client";
import type { Dashboard, OpenedWidget } from "@latchkey/contract";

/** What a link opens: a dashboard, or one widget as a dashboard of its own. The cache is this link's own, hence a key without the token. */
export function useSharedDashboard(client: ApiClient, slug: string) {
  return useQuery({
    queryKey: ["shared-dashboard"],
    queryFn: async ({ signal }) => {
      const { dashboardId, widgetId } = await client.portal.openShare({ params: { slug }, signal });
      if (widgetId === null) {
        return { dashboard: await client.dashboards.getPortalDashboard({ params: { slug, dashboardId }, signal }), widgetId };
      }
      const widget = await client.dashboards.getPortalWidget({ params: { slug, dashboardId, widgetId }, signal });
      return { dashboard: aroundWidget(widget, dashboardId), widgetId };
    },
    staleTime: 30_000,
  });
}

/** Nothing is known of the dashboard but the widget, which has all the room there is. */
function aroundWidget({ updatedAt, lastInputAt: _, ...widget }: OpenedWidget, dashboardId: string): Dashboard {
  const place = { ...widget.place, x: 0, y: 0, width: 12 };
  return {
    id: dashboardId,
    name: widget.title,
    description: "",
    tags: [],
    widgetCount: 1,
    createdAt: updatedAt,
    updatedAt,
    tabs: [],
    widgets: [{ ...widget, title: "", tabId: null, place }],
  };
}

/** Wrong, revoked, or no policy lets the anonymous user see it: all the same to whoever holds the link. */
export function isDeadLink(error: unknown): boolean {
  return error instanceof ProblemError && [400, 401, 403, 404].includes(error.status);
}
