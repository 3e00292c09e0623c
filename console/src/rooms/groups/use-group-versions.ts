/** Versions of one group. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Group } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/use-consent.ts";
import { useRefreshGroups } from "./use-groups.ts";

export function groupVersionsKey(profileId: string, groupId: string) {
  return ["profiles", profileId, "groups", "versions", groupId] as const;
}

export function useGroupVersion(groupId: string, version: number) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "group-version", groupId, version],
    queryFn: ({ signal }) => api.groups.getGroupVersion({ params: { profileId, groupId, version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useRestoreGroup({ id: groupId, version: current }: Group) {
  const profileId = useProfileId();
  const refresh = useRefreshGroups();

  return useMutation({
    mutationFn: ({ version, reason, confirmName }: { version: number } & ConsentTerms) =>
      api.groups.restoreGroupVersion({
        params: { profileId, groupId, version },
        body: { ...(reason === undefined ? {} : { reason }), ...(confirmName === undefined ? {} : { confirmName }) },
        ifMatch: current,
      }),
    onSuccess: refresh,
  });
}
