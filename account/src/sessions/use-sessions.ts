import { useMutation, useQuery } from "@tanstack/react-query";
import { useRefreshAccount } from "../factors/use-factors.ts";
import { useAccount } from "../scope/account-scope.tsx";

export function useSessions() {
  const { client, place } = useAccount();

  return useQuery({
    queryKey: ["account", place, "sessions"],
    queryFn: ({ signal }) => client.sessions.listOwnSessions({ params: { place }, signal }),
  });
}

export function useEndSession() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: (sessionId: string) => client.sessions.endOwnSession({ params: { place, sessionId } }),
    onSettled: refresh,
  });
}

export function useEndOtherSessions() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: () => client.sessions.endOwnSessions({ params: { place }, query: { which: "others" } }),
    onSettled: refresh,
  });
}

export function useDevices() {
  const { client, place } = useAccount();

  return useQuery({
    queryKey: ["account", place, "devices"],
    queryFn: ({ signal }) => client.browsers.listOwnBrowsers({ params: { place }, signal }),
  });
}

export type DeviceChange = "trust" | "distrust" | "forget";

export function useChangeDevice() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: async ({ browserId, change }: { browserId: string; change: DeviceChange }): Promise<void> => {
      const params = { place, browserId };
      if (change === "trust") await client.browsers.trustOwnBrowser({ params });
      if (change === "distrust") await client.browsers.distrustOwnBrowser({ params });
      if (change === "forget") await client.browsers.revokeOwnBrowser({ params });
    },
    onSettled: refresh,
  });
}

export function useRenameDevice() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: ({ browserId, name }: { browserId: string; name: string }) =>
      client.browsers.renameOwnBrowser({ params: { place, browserId }, body: { name } }),
    onSuccess: refresh,
  });
}
