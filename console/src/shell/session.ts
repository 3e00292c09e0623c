import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Administrator } from "@latchkey/contract";
import { api } from "./api.ts";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: ({ signal }) => api.administrators.getMe({ signal }),
  staleTime: 60_000,
  retry: false,
});

/** The signed-in administrator; only below the session gate. */
export function useMe(): Administrator {
  return useSuspenseQuery(sessionQuery).data.administrator;
}

/** Signs out, forgets all data of the person who left and shows the sign-in page. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  return useMutation({
    mutationFn: () => api.administrators.signOut(),
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: "/sign-in" });
    },
  });
}
