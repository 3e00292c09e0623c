import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { PolicyBody, PolicyTestRun } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";

const pauseMilliseconds = 900;

/** Every stored test, run as if the draft were saved and active; undefined while that is not known. */
export function useDraftTests(policy: PolicyBody | undefined, policyId: string | undefined): PolicyTestRun | undefined {
  const profileId = useProfileId();
  const wanted = policy === undefined ? "" : JSON.stringify(policy);
  const [asked] = useDebouncedValue(wanted, pauseMilliseconds);
  const { data } = useQuery({
    queryKey: ["profiles", profileId, "draft-tests", policyId, asked],
    queryFn: ({ signal }) =>
      api.policyVersions.runAllPolicyTests({
        params: { profileId },
        body: { draft: { policyId: policyId ?? null, policy: JSON.parse(asked) as PolicyBody } },
        signal,
      }),
    enabled: asked !== "",
    staleTime: 15_000,
    retry: false,
  });

  return asked === wanted ? data : undefined;
}
