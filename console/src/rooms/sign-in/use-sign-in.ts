import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, sessionQuery } from "../../shell/index.ts";

export function useSetupState() {
  return useQuery({ queryKey: ["setup"], queryFn: ({ signal }) => api.administrators.getSetup({ signal }) });
}

/** Creates the first administrator and opens the console as that person. */
export function useCompleteSetup() {
  const queryClient = useQueryClient();
  const enter = useEnter();

  return useMutation({
    mutationFn: (body: { token: string; name: string; email: string; password: string }) => api.administrators.completeSetup({ body }),
    onSuccess: async (me) => {
      queryClient.setQueryData(sessionQuery.queryKey, me);
      await enter("/");
    },
  });
}

/** Replaces the page, so that Back does not lead into a form that is done with. Nothing of another person is kept. */
export function useEnter() {
  const queryClient = useQueryClient();
  const router = useRouter();

  return async (path: string) => {
    queryClient.clear();
    await router.navigate({ href: router.history.createHref(path), replace: true });
  };
}
