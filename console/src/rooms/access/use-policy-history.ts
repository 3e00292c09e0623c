/** Versions, uses and monitor results of one policy. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AccessChange } from "@latchkey/contract";
import { api, useMaySeeAllAccess, useProfileId } from "../../shell/index.ts";
import type { SaveTerms } from "./save-attempt.ts";

function historyKey(profileId: string, policyId: string) {
  return ["profiles", profileId, "policies", "history", policyId] as const;
}

export function policyVersionsKey(profileId: string, policyId: string) {
  return [...historyKey(profileId, policyId), "versions"] as const;
}

export function usePolicyVersion(policyId: string, version: number | undefined) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...historyKey(profileId, policyId), "version", version],
    queryFn: ({ signal }) => api.policyVersions.getPolicyVersion({ params: { profileId, policyId, version: version ?? 1 }, signal }),
    enabled: version !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The exact difference between two states, over everything that could exist; whoever sees only a part is not told. */
export function useVersionDifference(startingFrom: AccessChange[], changes: AccessChange[]) {
  const profileId = useProfileId();
  const maySee = useMaySeeAllAccess();

  return useQuery({
    queryKey: ["profiles", profileId, "impact", "versions", startingFrom, changes],
    queryFn: ({ signal }) => api.impact.compareAccess({ params: { profileId }, body: { startingFrom, changes }, signal }),
    enabled: maySee,
    staleTime: 15_000,
    retry: false,
  });
}

export function useDeletedPolicies(search: string | undefined) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: ["profiles", profileId, "policies", "list", "deleted", search],
    queryFn: ({ signal }) =>
      api.policyVersions.listDeletedPolicies({
        params: { profileId },
        query: { limit: 200, ...(search === undefined ? {} : { search }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

interface RestoreInput {
  policyId: string;
  version: number;
  /** The version that is stored now. */
  current: number;
  terms: SaveTerms;
}

export function useRestorePolicy() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ policyId, version, current, terms }: RestoreInput) =>
      api.policyVersions.restorePolicyVersion({
        params: { profileId, policyId, version },
        body: {
          overrides: terms.overrides ?? [],
          ...(terms.reason === undefined ? {} : { reason: terms.reason }),
          ...(terms.confirmName === undefined ? {} : { confirmName: terms.confirmName }),
        },
        ifMatch: current,
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "policies"] }),
  });
}

export function usePolicyUses(policyId: string) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...historyKey(profileId, policyId), "uses"],
    queryFn: ({ signal }) => api.decisionLog.getPolicyUses({ params: { profileId, policyId }, signal }),
    staleTime: 10_000,
  });
}

export function useMonitorEffects(policyId: string, cursor: string | undefined) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...historyKey(profileId, policyId), "monitor", cursor],
    queryFn: ({ signal }) =>
      api.decisionLog.listMonitorEffects({
        params: { profileId, policyId },
        query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** The tests stored with the policy, judged by the rules in force now. */
export function useStoredTestRun(policyId: string, version: number) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...historyKey(profileId, policyId), "test-run", version],
    queryFn: ({ signal }) => api.policyVersions.runPolicyTests({ params: { profileId, policyId }, signal }),
  });
}

export function useConfirmPolicy() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (policyId: string) => api.impact.confirmPolicy({ params: { profileId, policyId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "policies"] }),
  });
}

/** On which day each policy decided something last; null for never, and not there while it is not known. */
export function useLastUses(policyIds: readonly string[]): ReadonlyMap<string, string | null> {
  const profileId = useProfileId();

  const { data } = useQuery({
    queryKey: ["profiles", profileId, "policy-last-uses", policyIds],
    queryFn: ({ signal }) => api.decisionLog.listPolicyLastUses({ params: { profileId }, query: { policyId: [...policyIds] }, signal }),
    enabled: policyIds.length > 0,
    staleTime: 60_000,
    retry: false,
  });

  return new Map(data?.items.map(({ policyId, lastUsedOn }) => [policyId, lastUsedOn]));
}

/** How many findings each policy has; undefined while that is not known. */
export function useFindingCounts(): ReadonlyMap<string, number> | undefined {
  const profileId = useProfileId();
  const { data } = useQuery({
    queryKey: ["profiles", profileId, "findings", "all"],
    queryFn: ({ signal }) => api.findings.listFindings({ params: { profileId }, query: {}, signal }),
    staleTime: 60_000,
    retry: false,
  });
  if (data === undefined) return undefined;

  const counts = new Map<string, number>();
  for (const { policyId } of data.items) counts.set(policyId, (counts.get(policyId) ?? 0) + 1);

  return counts;
}
