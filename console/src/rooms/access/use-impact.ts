import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { AccessChange, AccessImpact, PolicyBody } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

const pauseMilliseconds = 600;
const peoplePerPage = 20;

export type ImpactSide = "gains" | "losses";

/** The change that saving a policy is. */
export function toChanges(policy: PolicyBody, policyId: string | undefined): AccessChange[] {
  return [{ kind: "put_policy", policy, ...(policyId === undefined ? {} : { policyId }) }];
}

export interface AskedImpact {
  /** About exactly these changes, or not there: never a figure that is not true. */
  impact: AccessImpact | undefined;
  isAsked: boolean;
  error: unknown;
  retry: () => void;
}

/** Who gains and who loses by changes; asked when typing pauses, and a running question is dropped for a newer one. */
export function useImpact(changes: AccessChange[] | undefined, pause = pauseMilliseconds): AskedImpact {
  const profileId = useProfileId();
  const wanted = changes === undefined ? "" : JSON.stringify(changes);
  const [asked] = useDebouncedValue(wanted, pause);
  const { data, error, refetch } = useQuery({
    queryKey: ["profiles", profileId, "impact", asked],
    queryFn: ({ signal }) =>
      api.impact.previewImpact({ params: { profileId }, body: { changes: JSON.parse(asked) as AccessChange[] }, signal }),
    enabled: asked !== "",
    staleTime: 15_000,
    retry: false,
  });

  return { impact: asked === wanted ? data : undefined, isAsked: wanted !== "", error, retry: () => void refetch() };
}

/** Who gains or loses, with what, page by page. */
export function useImpactPeople(changes: readonly AccessChange[], of: ImpactSide) {
  const profileId = useProfileId();

  return useInfiniteQuery({
    queryKey: ["profiles", profileId, "impact-people", of, JSON.stringify(changes)],
    queryFn: ({ pageParam, signal }) =>
      api.impact.listImpact({
        params: { profileId },
        body: { changes: [...changes], of, limit: peoplePerPage, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    retry: false,
  });
}

/** The whole list as a file. */
export function useImpactExport(changes: readonly AccessChange[], of: ImpactSide) {
  const profileId = useProfileId();

  return () => api.impact.exportImpact({ params: { profileId }, body: { changes: [...changes], of } });
}
