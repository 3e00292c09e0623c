import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import type { DecisionsSearch } from "./decisions-search.ts";

export function useDecisions(query: DecisionsSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "decisions", query],
    queryFn: ({ signal }) => api.decisionLog.listDecisions({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}
