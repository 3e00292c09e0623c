import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import { taggedKindOf } from "../resources/index.ts";

/** Known keys of what carries tags, with how many carry each. */
export function useTagKeys(type: string, search: string) {
  const of = taggedKindOf(type);
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-keys", of, search],
    queryFn: ({ signal }) =>
      of === undefined ? { items: [] } : api.users.listTagKeys({ params: { profileId }, query: { of, search }, signal }),
    enabled: of !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

/** Known values of a key, with how many carry each. */
export function useTagValues(type: string, key: string, search: string) {
  const of = taggedKindOf(type);
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "tag-values", of, key, search],
    queryFn: ({ signal }) =>
      of === undefined ? { items: [] } : api.users.listTagValues({ params: { profileId }, query: { of, key, search }, signal }),
    enabled: of !== undefined && key !== "",
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
