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

/** Changes the password; this session stays, all others end. */
export function useChangePassword() {
  const slug = useSlug();

  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => api.portal.changePortalPassword({ params: { slug }, body }),
  });
}
