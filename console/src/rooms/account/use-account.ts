import { useMutation, useQueryClient } from "@tanstack/react-query";
import { consolePlace } from "@latchkey/contract";
import { api, sessionQuery } from "../../shell/index.ts";

export function useUpdateMe() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { name: string }) => api.administrators.updateMe({ body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}

export function useSetMyLanguage() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (language: string | null) => api.accounts.setOwnLanguage({ params: { place: consolePlace }, body: { language } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
