import { queryOptions } from "@tanstack/react-query";
import { api } from "../../shell/index.ts";

export function dashboardQuery(slug: string, dashboardId: string) {
  return queryOptions({
    queryKey: ["dashboard", slug, dashboardId],
    queryFn: ({ signal }) => api.dashboards.getPortalDashboard({ params: { slug, dashboardId }, signal }),
    staleTime: 30_000,
  });
}
