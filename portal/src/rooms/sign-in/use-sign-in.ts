import { useMutation } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api, toReturnHref, useEnter, useSlug } from "../../shell/index.ts";

interface SignIn {
  email: string;
  password: string;
}

/** Signs in and goes to where the person wanted to be, never out of this portal. */
export function useSignIn(returnTo: string | undefined) {
  const slug = useSlug();
  const enter = useEnter();
  const { history } = useRouter();

  return useMutation({
    mutationFn: (body: SignIn) => api.portal.portalSignIn({ params: { slug }, body }),
    onSuccess: (me) => {
      enter(me);
      history.replace(toReturnHref(returnTo, slug));
    },
  });
}
