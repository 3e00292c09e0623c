import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, useSlug } from "../../shell/index.ts";

const everyMinuteMs = 60_000;

/** One's own notifications, newest first; asked for again every minute and when the window comes back. */
export function useNotifications() {
  const slug = useSlug();
  return useInfiniteQuery({
    queryKey: ["notifications", slug],
    queryFn: ({ pageParam, signal }) =>
      api.notifications.listMyNotifications({
        params: { slug },
        query: { limit: 20, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: everyMinuteMs,
  });
}

function useChange<Input>(change: (slug: string, input: Input) => Promise<unknown>) {
  const slug = useSlug();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => change(slug, input),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["notifications", slug] }),
  });
}

export function useMarkNotification() {
  return useChange((slug, { id, isRead }: { id: string; isRead: boolean }) =>
    api.notifications.markMyNotification({ params: { slug, notificationId: id }, body: { isRead } }),
  );
}

export function useMarkAllNotifications() {
  return useChange((slug, _all: void) => api.notifications.markAllMyNotifications({ params: { slug } }));
}

export function useDeleteNotification() {
  return useChange((slug, id: string) => api.notifications.deleteMyNotification({ params: { slug, notificationId: id } }));
}

export function usePressButton() {
  return useChange((slug, { id, buttonId }: { id: string; buttonId: string }) =>
    api.notifications.pressNotificationButton({ params: { slug, notificationId: id, buttonId } }),
  );
}
