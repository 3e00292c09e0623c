import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../shell/index.ts";

const shownAtOnce = 5;

function toldKey(profileId: string) {
  return ["profiles", profileId, "notifications"];
}

/** What the administrators of a profile were told, newest first. */
export function useTold(profileId: string, isAllowed: boolean) {
  return useInfiniteQuery({
    queryKey: toldKey(profileId),
    queryFn: ({ pageParam, signal }) =>
      api.notifications.listProfileNotifications({
        params: { profileId },
        query: { limit: shownAtOnce, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: isAllowed,
  });
}

export function useMarkTold(profileId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ notificationId, isRead }: { notificationId: string; isRead: boolean }) =>
      api.notifications.markProfileNotification({ params: { profileId, notificationId }, body: { isRead } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: toldKey(profileId) }),
  });
}
