import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { apiRoutes, Dashboard, GridPlace, RouteRequest, Tag } from "@latchkey/contract";
import type { ConsentTerms } from "../access/use-consent.ts";
import { api, useProfileId } from "../../shell/index.ts";
import type { DashboardsSearch } from "./dashboards-search.ts";

export function dashboardsKey(profileId: string) {
  return ["profiles", profileId, "dashboards"] as const;
}

export function useDashboards(query: DashboardsSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...dashboardsKey(profileId), "list", query],
    queryFn: ({ signal }) => api.dashboards.listDashboards({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function useDashboard(dashboardId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...dashboardsKey(profileId), dashboardId],
    queryFn: ({ signal }) => api.dashboards.getDashboard({ params: { profileId, dashboardId }, signal }),
  });
}

interface DashboardBody {
  name: string;
  description: string;
  tags: Tag[];
}

export function useCreateDashboard() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: DashboardBody) => api.dashboards.createDashboard({ params: { profileId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: dashboardsKey(profileId) }),
  });
}

export type DashboardChanges = Partial<DashboardBody> & {
  tabs?: { id?: string; name: string }[];
  places?: Record<string, GridPlace>;
};

/** Changes the dashboard; new places show at once, as a widget that jumps back is worse than one that lags. */
export function useUpdateDashboard(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const queryKey = [...dashboardsKey(profileId), dashboardId];

  return useMutation({
    mutationFn: ({ revertAfterMinutes: _never, ...body }: DashboardChanges & ConsentTerms) =>
      api.dashboards.updateDashboard({ params: { profileId, dashboardId }, body }),
    onMutate: ({ places }) => {
      if (places !== undefined) queryClient.setQueryData<Dashboard>(queryKey, (before) => before && withPlaces(before, places));
    },
    onSuccess: (dashboard) => {
      queryClient.setQueryData(queryKey, dashboard);

      return queryClient.invalidateQueries({ queryKey: [...dashboardsKey(profileId), "list"] });
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  });
}

function withPlaces(dashboard: Dashboard, places: Record<string, GridPlace>): Dashboard {
  return { ...dashboard, widgets: dashboard.widgets.map((widget) => ({ ...widget, place: places[widget.id] ?? widget.place })) };
}

export function useDeleteDashboard(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => api.dashboards.deleteDashboard({ params: { profileId, dashboardId } }),
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: [...dashboardsKey(profileId), dashboardId] });
      await queryClient.invalidateQueries({ queryKey: [...dashboardsKey(profileId), "list"] });
    },
  });
}

export type WidgetBody = RouteRequest<typeof apiRoutes.dashboards.createWidget>["body"];

/** Adds a widget, or changes the one with this id. */
export function useSaveWidget(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ widgetId, body }: { widgetId: string | undefined; body: WidgetBody }) =>
      widgetId === undefined
        ? api.dashboards.createWidget({ params: { profileId, dashboardId }, body })
        : api.dashboards.updateWidget({ params: { profileId, dashboardId, widgetId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...dashboardsKey(profileId), dashboardId] }),
  });
}

export function useDeleteWidget(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (widgetId: string) => api.dashboards.deleteWidget({ params: { profileId, dashboardId, widgetId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: [...dashboardsKey(profileId), dashboardId] }),
  });
}
