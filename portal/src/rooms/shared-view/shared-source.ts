import type { ApiClient } from "@latchkey/client";
import type { DashboardSource } from "@latchkey/widgets";
import { portalSource } from "../dashboards/index.ts";

interface SharedThing {
  client: ApiClient;
  slug: string;
  dashboardId: string;
  /** The only widget that the link opens. */
  widgetId: string | null;
}

/** Where the figures of a link come from. One that opens a widget is told nothing about the dashboard: it asks the widget. */
export function sharedSource({ client, slug, dashboardId, widgetId }: SharedThing): DashboardSource {
  const source = portalSource({ client, slug, dashboardId, hasToken: true });
  if (widgetId === null) return source;

  return {
    ...source,
    loadChanges: async (signal) => {
      const { updatedAt, lastInputAt } = await client.dashboards.getPortalWidget({ params: { slug, dashboardId, widgetId }, signal });
      return { updatedAt, widgets: { [widgetId]: lastInputAt } };
    },
  };
}
