import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { remember, signInOptionsQuery, useBotCheck } from "@latchkey/account";
import { ProblemError } from "@latchkey/client";
import { portalPlace } from "@latchkey/contract";
import type { SignInStep } from "@latchkey/contract";
import { api, portalQuery, useSlug } from "../../shell/index.ts";

export interface SignUp {
  name: string;
  email: string;
  password: string;
  answers: Record<string, string>;
  /** Of the page, for the mails that follow. */
  language: string;
}

/** What comes after the form; `reference` ties this tab to the account that waits for its address to be confirmed. */
export type SignUpOutcome =
  | { outcome: "step"; step: SignInStep }
  | { outcome: "check_mail"; signUp: SignUp; reference: string }
  | { outcome: "wait_for_approval"; email: string };

/** Under this name the browser keeps the reference, so that the link of the mail works in another tab too. */
export function referenceName(slug: string): string {
  return `sign-up.${slug}`;
}

/** Registers, and signs in at once where nothing has to be confirmed first. */
export function useSignUp() {
  const slug = useSlug();
  const place = portalPlace(slug);
  const queryClient = useQueryClient();
  const router = useRouter();
  const options = useQuery(signInOptionsQuery({ client: api, place })).data;
  const botCheck = useBotCheck();

  const mutation = useMutation({
    mutationFn: async (signUp: SignUp): Promise<SignUpOutcome> => {
      const { outcome, reference } = await botCheck.run(
        (solved) => api.portal.signUp({ params: { slug }, body: { ...signUp, botCheck: solved } }),
        options?.isBotCheckDemanded,
      );
      const { email, password } = signUp;
      if (outcome === "check_mail") {
        remember(referenceName(slug), reference);

        return { outcome, signUp, reference };
      }
      if (outcome === "wait_for_approval") return { outcome, email };

      const step = await botCheck.run(
        (solved) => api.signIn.signInWithPassword({ params: { place }, body: { email, password, botCheck: solved } }),
        options?.isBotCheckDemanded,
      );

      return { outcome: "step", step };
    },
    onError: (error) => {
      // The form may have changed, or sign-up been closed, since this page was opened.
      if (!(error instanceof ProblemError) || error.status >= 500 || error.code === "sign_in.failed") return;
      queryClient.removeQueries({ queryKey: portalQuery(slug).queryKey });
      void router.invalidate();
    },
  });

  return { mutation, botCheckProgress: botCheck.progress, passwordRules: options?.passwordRules };
}
