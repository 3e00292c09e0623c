import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, useProfileId } from "../../shell/index.ts";

/** All findings of the profile or of one policy; which kind is shown is chosen on the page. */
export function useFindings(policyId: string | undefined) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "findings", policyId ?? ""],
    queryFn: ({ signal }) =>
      api.findings.listFindings({ params: { profileId }, query: policyId === undefined ? {} : { policyId }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
