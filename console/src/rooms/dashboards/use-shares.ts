import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import { dashboardsKey } from "./use-dashboards.ts";

function useSharesKey(dashboardId: string) {
  return [...dashboardsKey(useProfileId()), dashboardId, "shares"] as const;
}

export function useShares(dashboardId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: useSharesKey(dashboardId),
    queryFn: ({ signal }) => api.sharing.listShares({ params: { profileId, dashboardId }, signal }),
  });
}

export function useCreateShare(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const queryKey = useSharesKey(dashboardId);

  return useMutation({
    mutationFn: ({ name, widgetId }: { name: string; widgetId: string | null }) =>
      api.sharing.createShare({ params: { profileId, dashboardId }, body: { widgetId, ...(name === "" ? {} : { name }) } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
}

export function useDeleteShare(dashboardId: string) {
  const profileId = useProfileId();
  const queryClient = useQueryClient();
  const queryKey = useSharesKey(dashboardId);

  return useMutation({
    mutationFn: (shareId: string) => api.sharing.deleteShare({ params: { profileId, dashboardId, shareId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
}

const searchedMax = 200;

/**
 * The profile's anonymous user, by whom every link is opened; null when there is none. Its id is found through the user
 * list; renamed beyond recognition it stays unknown, and only the explain link loses its "who".
 */
export function useAnonymousUser() {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "anonymous-user"],
    queryFn: async ({ signal }) => {
      const { hasAnonymousUser } = await api.profiles.getOverview({ params: { profileId }, signal });
      if (!hasAnonymousUser) return null;
      const { items } = await api.users.listUsers({ params: { profileId }, query: { search: "anonymous", limit: searchedMax }, signal });

      return { id: items.find((user) => user.isAnonymous)?.id };
    },
  });
}

export function useCreateAnonymousUser() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: () => api.users.createAnonymousUser({ params: { profileId }, body: {} }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles", profileId] }),
  });
}
