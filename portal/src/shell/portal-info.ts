import { queryOptions } from "@tanstack/react-query";
import { useLoaderData, useParams } from "@tanstack/react-router";
import type { PortalInfo } from "@latchkey/contract";
import { api } from "./api.ts";

export function portalQuery(slug: string) {
  return queryOptions({
    queryKey: ["portal", slug],
    queryFn: ({ signal }) => api.portal.getPortal({ params: { slug }, signal }),
    staleTime: 5 * 60_000,
  });
}

/** The profile's address name, the first part of every path. */
export function useSlug(): string {
  return useParams({ from: "/$slug" }).slug;
}

/** The portal that is open: loaded by the route before any of its pages shows. */
export function usePortal(): PortalInfo {
  return useLoaderData({ from: "/$slug" });
}
