import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TokenPermission } from "@latchkey/contract";
import { api } from "../../shell/index.ts";

function tokensKey(profileId: string) {
  return ["tokens", profileId];
}

export interface NewToken {
  name: string;
  permission: TokenPermission;
  expiresAt: string | null;
}

export function useTokens(profileId: string) {
  return useQuery({ queryKey: tokensKey(profileId), queryFn: ({ signal }) => api.tokens.listTokens({ params: { profileId }, signal }) });
}

export function useCreateToken(profileId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: NewToken) => api.tokens.createToken({ params: { profileId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensKey(profileId) }),
  });
}

export function useDeleteToken(profileId: string) {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (tokenId: string) => api.tokens.deleteToken({ params: { profileId, tokenId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensKey(profileId) }),
  });
}
