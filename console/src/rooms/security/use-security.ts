import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SecuritySettings } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

export interface Stored {
  version: number;
  settings: SecuritySettings;
}

export interface Saving {
  version: number;
  settings: SecuritySettings;
  confirmLockOut: boolean;
}

/** `null` is the deployment: how administrators sign in to the console. */
export function useSecurity(profileId: string | null) {
  return useQuery({
    queryKey: securityKey(profileId),
    queryFn: ({ signal }): Promise<Stored> =>
      profileId === null ? api.security.getDeploymentSecurity({ signal }) : api.security.getSecurity({ params: { profileId }, signal }),
  });
}

export function useSaveSecurity(profileId: string | null) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ version, ...body }: Saving): Promise<Stored> =>
      profileId === null
        ? api.security.updateDeploymentSecurity({ body, ifMatch: version })
        : api.security.updateSecurity({ params: { profileId }, body, ifMatch: version }),
    onSuccess: (stored) => queryClient.setQueryData(securityKey(profileId), stored),
  });
}

function securityKey(profileId: string | null) {
  return profileId === null ? ["deployment", "security"] : ["profiles", profileId, "security"];
}
