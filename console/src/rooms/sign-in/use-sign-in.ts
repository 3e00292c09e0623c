import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, sessionQuery } from "../../shell/index.ts";

export function useSetupState() {
  return useQuery({ queryKey: ["setup"], queryFn: ({ signal }) => api.administrators.getSetup({ signal }) });
}

/** Creates the first administrator and opens the console as that person. */
export function useCompleteSetup() {
  const enter = useEnter();

  return useMutation({
    mutationFn: (body: { token: string; name: string; email: string; password: string }) => api.administrators.completeSetup({ body }),
    onSuccess: (me) => enter(me, "/"),
  });
}

export function useSignIn(returnPath: string) {
  const enter = useEnter();

  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api.administrators.signIn({ body }),
    onSuccess: (me) => enter(me, returnPath),
  });
}

export function useChoosePassword() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) => api.administrators.redeemPasswordLink({ body }),
  });
}

/** Replaces the page, so that Back does not lead into a form that is done with. */
function useEnter() {
  const queryClient = useQueryClient();
  const router = useRouter();

  return async (me: Awaited<ReturnType<typeof api.administrators.signIn>>, path: string) => {
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, me);
    await router.navigate({ href: router.history.createHref(path), replace: true });
  };
}
