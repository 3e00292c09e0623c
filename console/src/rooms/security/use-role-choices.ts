import { useQuery } from "@tanstack/react-query";
import { api } from "../../shell/index.ts";

export interface RoleChoice {
  id: string;
  name: string;
}

const rolesMax = 100;

/** Roles to choose from; null where there are none to choose, as for the deployment. */
export function useRoleChoices(profileId: string | null): readonly RoleChoice[] | null {
  const { data } = useQuery({
    queryKey: ["profiles", profileId, "roles", "choices"],
    queryFn: ({ signal }) => api.roles.listRoles({ params: { profileId: profileId ?? "" }, query: { limit: rolesMax }, signal }),
    enabled: profileId !== null,
  });

  return profileId === null ? null : (data?.items ?? []);
}
