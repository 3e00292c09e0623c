import { useQuery } from "@tanstack/react-query";
import { catalogue as builtIn } from "@latchkey/contract";
import type { Catalogue } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

/** What policies of this profile can speak about. The built-in types are known before the answer with the added ones is here. */
export function useCatalogue(): Catalogue {
  const profileId = useProfileId();
  const { data } = useQuery({
    queryKey: ["profiles", profileId, "catalogue"],
    queryFn: ({ signal }) => api.access.getCatalogue({ params: { profileId }, signal }),
    staleTime: 60_000,
  });

  return data ?? builtIn;
}
