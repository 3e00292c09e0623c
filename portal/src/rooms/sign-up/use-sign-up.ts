import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { ProblemError } from "@latchkey/client";
import { api, portalQuery, toReturnHref, useEnter, useSlug } from "../../shell/index.ts";

interface SignUp {
  name: string;
  email: string;
  password: string;
  answers: Record<string, string>;
}

/** Registers, which also signs in, and goes on to where the person wanted to be. */
export function useSignUp(returnTo: string | undefined) {
  const slug = useSlug();
  const enter = useEnter();
  const queryClient = useQueryClient();
  const router = useRouter();

  return useMutation({
    mutationFn: (body: SignUp) => api.portal.signUp({ params: { slug }, body }),
    onSuccess: (me) => {
      enter(me);
      router.history.replace(toReturnHref(returnTo, slug));
    },
    onError: (error) => {
      // The form may have changed, or sign-up been closed, since this page was opened.
      if (!(error instanceof ProblemError) || error.status >= 500) return;
      queryClient.removeQueries({ queryKey: portalQuery(slug).queryKey });
      void router.invalidate();
    },
  });
}
