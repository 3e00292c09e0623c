import { queryOptions, useQueries } from "@tanstack/react-query";
import type { Role } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

export function roleQuery(profileId: string, roleId: string) {
  return queryOptions({
    queryKey: ["profiles", profileId, "roles", "one", roleId],
    queryFn: ({ signal }) => api.roles.getRole({ params: { profileId, roleId }, signal }),
    // Somebody who edits must not lose the ground under their feet when the window gets the focus back.
    refetchOnWindowFocus: false,
  });
}

/** Several roles at once; those not loaded yet are simply not there. */
export function useRolesById(roleIds: readonly string[]): ReadonlyMap<string, Role> {
  const profileId = useProfileId();

  return useQueries({
    queries: [...new Set(roleIds)].map((roleId) => roleQuery(profileId, roleId)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const]))),
  });
}
