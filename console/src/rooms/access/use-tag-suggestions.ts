import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ResourceType } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

/** Known keys of what carries tags, with how many carry each. */
export function useTagKeys(of: ResourceType, search: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-keys", of, search],
    queryFn: ({ signal }) => api.users.listTagKeys({ params: { profileId }, query: { of, search }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

/** Known values of a key, with how many carry each. */
export function useTagValues(of: ResourceType, key: string, search: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-values", of, key, search],
    queryFn: ({ signal }) => api.users.listTagValues({ params: { profileId }, query: { of, key, search }, signal }),
    enabled: key !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
