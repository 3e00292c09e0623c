import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, sessionQuery } from "../../shell/index.ts";

export function useUpdateMe() {
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (body: { name: string }) => api.administrators.updateMe({ body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
}
