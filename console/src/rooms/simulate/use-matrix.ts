import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";
import { toCircumstances } from "../access/explain-search.ts";
import type { MatrixSearch } from "./simulate-search.ts";
import { useDraftChanges } from "./use-draft-changes.ts";

export function useMatrix(asked: MatrixSearch) {
  const profileId = useProfileId();
  const draft = useDraftChanges(asked);
  const { subjectType = "run_user", resourceType = "dashboard", action = "access", subjectTag, resourceTag } = asked;
  const { at, address, trustedDevice, secondFactor } = asked;
  // Without any circumstances, what depends on them is marked instead of decided.
  const isGiven = [at, address, trustedDevice, secondFactor].some((part) => part !== undefined);

  const matrix = useQuery({
    queryKey: ["profiles", profileId, "explain", "matrix", asked],
    queryFn: ({ signal }) =>
      api.simulator.getMatrix({
        params: { profileId },
        body: {
          subjectType,
          subjects: subjectTag === undefined ? { all: true } : { tag: subjectTag },
          resourceType,
          resources: resourceTag === undefined ? { all: true } : { tag: resourceTag },
          action,
          ...(isGiven ? { circumstances: toCircumstances(asked) } : {}),
          ...(draft.changes === undefined ? {} : { changes: draft.changes }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    enabled: !draft.isLoading,
  });

  return { matrix, draftError: draft.error };
}
