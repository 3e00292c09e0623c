import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, sessionQuery, useSlug } from "../../shell/index.ts";

export function useRename() {
  const slug = useSlug();
  const queryClient = useQueryClient();

  return useMutation({
    mutationFn: (name: string) => api.portal.updatePortalMe({ params: { slug }, body: { name } }),
    onSuccess: (me) => queryClient.setQueryData(sessionQuery(slug).queryKey, me),
  });
}
