import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import type { ReplaySearch } from "./simulate-search.ts";
import { useDraftChanges } from "./use-draft-changes.ts";

export function useReplay(asked: ReplaySearch) {
  const profileId = useProfileId();
  const { changes, error: draftError } = useDraftChanges(asked);
  const { days, cursor } = asked;

  const replay = useQuery({
    queryKey: ["profiles", profileId, "explain", "replay", asked],
    queryFn: ({ signal }) =>
      api.simulator.replayDecisions({
        params: { profileId },
        body: { changes: changes ?? [], ...(days === undefined ? {} : { days }), ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: changes !== undefined,
  });

  return { replay, draftError };
}
