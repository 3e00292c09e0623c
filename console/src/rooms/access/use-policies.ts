import { keepPreviousData, queryOptions, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Policy, PolicySaveBody } from "@latchkey/contract";
import { api, useProfileId } from "../../shell/index.ts";
import type { PoliciesSearch } from "./access-search.ts";
import type { SaveTerms } from "./save-attempt.ts";

function policiesKey(profileId: string) {
  return ["profiles", profileId, "policies"] as const;
}

export function usePolicies(query: PoliciesSearch) {
  const profileId = useProfileId();

  return useQuery({
    queryKey: [...policiesKey(profileId), "list", query],
    queryFn: ({ signal }) => api.access.listPolicies({ params: { profileId }, query, signal }),
    placeholderData: keepPreviousData,
  });
}

export function policyQuery(profileId: string, policyId: string) {
  return queryOptions({
    queryKey: [...policiesKey(profileId), "one", policyId],
    queryFn: ({ signal }) => api.access.getPolicy({ params: { profileId, policyId }, signal }),
    // Somebody who edits must not lose the ground under their feet when the window gets the focus back.
    refetchOnWindowFocus: false,
  });
}

export function usePolicy(policyId: string) {
  return useQuery(policyQuery(useProfileId(), policyId));
}

/** Several policies at once; those not loaded yet are simply not there. */
export function usePoliciesById(policyIds: readonly string[]): ReadonlyMap<string, Policy> {
  const profileId = useProfileId();

  return useQueries({
    queries: [...new Set(policyIds)].map((policyId) => policyQuery(profileId, policyId)),
    combine: (results) => new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data] as const]))),
  });
}

export interface SavePolicyInput {
  body: Omit<PolicySaveBody, "overrides"> & Partial<Pick<PolicySaveBody, "overrides">>;
  /** Absent for a new policy. */
  stored?: { id: string; version: number } | undefined;
}

/** Creates or replaces; a version that is no longer the stored one is refused with 412. */
export function useSavePolicy() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ body, stored }: SavePolicyInput) =>
      stored === undefined
        ? api.access.createPolicy({ params: { profileId }, body })
        : api.access.updatePolicy({ params: { profileId, policyId: stored.id }, body, ifMatch: stored.version }),
    onSuccess: async (policy) => {
      queryClient.setQueryData(policyQuery(profileId, policy.id).queryKey, policy);
      await queryClient.invalidateQueries({ queryKey: [...policiesKey(profileId), "list"] });
      await queryClient.invalidateQueries({ queryKey: [...policiesKey(profileId), "history", policy.id] });
      await queryClient.invalidateQueries({ queryKey: ["profiles", profileId, "explain"] });
    },
  });
}

/** Takes a policy out of the hands of the file that keeps it; nothing else about it changes. */
export function useHandOverPolicy(policy: Policy) {
  const save = useSavePolicy();
  const { id, version, name, description, status, targets, permissions, conditions, tags } = policy;

  return useMutation({
    mutationFn: () =>
      save.mutateAsync({
        body: { name, description, status, targets, permissions, conditions, tags, managedBy: null },
        stored: { id, version },
      }),
  });
}

/** The policy as it is stored now, whatever was read before: what a conflict is about. */
export function useReadStoredPolicy() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return (policyId: string) => queryClient.fetchQuery({ ...policyQuery(profileId, policyId), staleTime: 0 });
}

export function useDeletePolicy() {
  const profileId = useProfileId();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: ({ policyId, terms }: { policyId: string; terms: SaveTerms }) => {
      const { reason, confirmName, overrides = [] } = terms;

      return api.access.deletePolicy({
        params: { profileId, policyId },
        query: {
          ...(reason === undefined ? {} : { reason }),
          ...(confirmName === undefined ? {} : { confirmName }),
          ...(overrides.length === 0 ? {} : { overrides }),
        },
      });
    },
    onSuccess: (_, { policyId }) => {
      queryClient.removeQueries({ queryKey: policyQuery(profileId, policyId).queryKey });

      return queryClient.invalidateQueries({ queryKey: [...policiesKey(profileId), "list"] });
    },
  });
}
