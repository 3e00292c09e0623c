import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AccountSettings } from "../scope/account-scope.tsx";
import { useAccount } from "../scope/account-scope.tsx";

export function factorsQuery({ client, place }: Pick<AccountSettings, "client" | "place">) {
  return queryOptions({
    queryKey: ["account", place, "factors"],
    queryFn: ({ signal }) => client.factors.listFactors({ params: { place }, signal }),
  });
}

export function useFactors() {
  return useQuery(factorsQuery(useAccount()));
}

/** Everything on the account page may change with a factor: sessions say whether one was used. */
export function useRefreshAccount() {
  const queryClient = useQueryClient();
  const { place } = useAccount();

  return () => queryClient.invalidateQueries({ queryKey: ["account", place] });
}

export function useRemoveFactor() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: (factorId: string) => client.factors.removeFactor({ params: { place, factorId } }),
    onSuccess: refresh,
  });
}

export function useRenameFactor() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({
    mutationFn: ({ factorId, name }: { factorId: string; name: string }) =>
      client.factors.renameFactor({ params: { place, factorId }, body: { name } }),
    onSuccess: refresh,
  });
}

export function useRenewRecoveryCodes() {
  const { client, place } = useAccount();
  const refresh = useRefreshAccount();

  return useMutation({ mutationFn: () => client.factors.renewRecoveryCodes({ params: { place } }), onSuccess: refresh });
}
