import { useQuery } from "@tanstack/react-query";
import { ProblemError } from "@latchkey/client";
import type { ApiClient } from "@latchkey/client";

/** The dashboard that a link opens. The cache is this link's own, hence a key without the token. */
export function useSharedDashboard(client: ApiClient, slug: string) {
  return useQuery({
    queryKey: ["shared-dashboard"],
    queryFn: async ({ signal }) => {
      const { dashboardId } = await client.portal.openShare({ params: { slug }, signal });

      return client.dashboards.getPortalDashboard({ params: { slug, dashboardId }, signal });
    },
    staleTime: 30_000,
  });
}

/** Wrong, revoked, or no policy lets the anonymous user see it: all the same to whoever holds the link. */
export function isDeadLink(error: unknown): boolean {
  return error instanceof ProblemError && [400, 401, 403, 404].includes(error.status);
}
