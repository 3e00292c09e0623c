/** Versions of one role. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Role } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { ConsentTerms } from "../access/use-consent.ts";
import { useRefreshRoles } from "./use-roles.ts";

export function roleVersionsKey(profileId: string, roleId: string) {
  return ["profiles", profileId, "roles", "versions", roleId] as const;
}

export function useRoleVersion(roleId: string, version: number) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "role-version", roleId, version],
    queryFn: ({ signal }) => api.roles.getRoleVersion({ params: { profileId, roleId, version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useRestoreRole({ id: roleId, version: current }: Role) {
  const profileId = useProfileId();
  const refresh = useRefreshRoles();

  return useMutation({
    mutationFn: ({ version, reason, confirmName }: { version: number } & ConsentTerms) =>
      api.roles.restoreRoleVersion({
        params: { profileId, roleId, version },
        body: { ...(reason === undefined ? {} : { reason }), ...(confirmName === undefined ? {} : { confirmName }) },
        ifMatch: current,
      }),
    onSuccess: refresh,
  });
}
