import { useRouter } from "@tanstack/react-router";
import { toReturnHref, useForgetPerson, useSlug } from "../../shell/index.ts";

/** After signing in: to where the person wanted to be, never out of this portal; the form leaves no trace in the history. */
export function useEnterPortal(returnTo: string | undefined): () => void {
  const slug = useSlug();
  const forgetPerson = useForgetPerson();
  const { history } = useRouter();

  return () => {
    forgetPerson();
    // A full answer about who it is comes with the next page's own question.
    history.replace(toReturnHref(returnTo, slug));
  };
}
