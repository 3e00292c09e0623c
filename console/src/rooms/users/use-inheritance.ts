import { useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";

/** Tags, groups and roles of a user, direct and inherited, with where each comes from. */
export function useInheritance(userId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "inheritance", userId],
    queryFn: ({ signal }) => api.roles.getUserInheritance({ params: { profileId, userId }, signal }),
  });
}
