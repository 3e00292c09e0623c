import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Profile } from "@latchkey/contract";
import { api } from "./api.ts";

export const profilesQuery = queryOptions({
  queryKey: ["profiles"],
  queryFn: ({ signal }) => api.profiles.listProfiles({ signal }),
});

export function profileQuery(profileId: string) {
  return queryOptions({
    queryKey: ["profiles", profileId],
    queryFn: ({ signal }) => api.profiles.getProfile({ params: { profileId }, signal }),
    staleTime: 30_000,
  });
}

/** The id of the profile whose pages are open. */
export function useProfileId(): string {
  return useParams({ from: "/signed-in/profiles/$profileId" }).profileId;
}

/** The profile whose pages are open: loaded before any of them shows. */
export function useProfile(): Profile {
  return useSuspenseQuery(profileQuery(useProfileId())).data;
}
