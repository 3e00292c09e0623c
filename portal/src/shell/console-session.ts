import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { api } from "./api.ts";
import { useSlug } from "./portal-info.ts";

const freshMilliseconds = 300_000;

function consoleQuery(slug: string) {
  return queryOptions({
    queryKey: ["console-session", slug],
    queryFn: ({ signal }) => api.portal.getConsoleSession({ params: { slug }, signal }),
    staleTime: freshMilliseconds,
    retry: false,
  });
}

/** Whether roles or policies give the signed-in person something to do in the console; no while that is not known. */
export function useMayManage(): boolean {
  return useQuery(consoleQuery(useSlug())).data?.isAvailable ?? false;
}

/** Signs in to the console as well and goes there; another application of the same origin, so the page is left. */
export function useOpenConsole() {
  const slug = useSlug();

  return useMutation({
    mutationFn: () => api.portal.startConsoleSession({ params: { slug } }),
    onSuccess: ({ profileId }) => globalThis.location.assign(`/console/profiles/${profileId}`),
  });
}
