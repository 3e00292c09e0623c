import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";
import type { Profile } from "@latchkey/contract";
import { api } from "./api.ts";

export const profilesQuery = queryOptions({
  queryKey: ["profiles"],
  queryFn: ({ signal }) => api.profiles.listProfiles({ signal }),
});

export function profileQuery(profileId: string) {
  return queryOptions({
    queryKey: ["profiles", profileId],
    queryFn: ({ signal }) => readProfile(profileId, signal),
    staleTime: 30_000,
  });
}

/** Whoever may do something in a profile may know its name and zone, though perhaps not its settings. */
async function readProfile(profileId: string, signal: AbortSignal): Promise<Profile> {
  try {
    return await api.profiles.getProfile({ params: { profileId }, signal });
  } catch (error) {
    if (!(error instanceof ProblemError) || (error.status !== 403 && error.status !== 404)) throw error;
    const own = (await api.profiles.listProfiles({ signal })).items.find((profile) => profile.id === profileId);
    if (own === undefined) throw error;

    return own;
  }
}

/** The id of the profile whose pages are open. */
export function useProfileId(): string {
  return useParams({ from: "/signed-in/profiles/$profileId" }).profileId;
}

/** The profile whose pages are open: loaded before any of them shows. */
export function useProfile(): Profile {
  return useSuspenseQuery(profileQuery(useProfileId())).data;
}
