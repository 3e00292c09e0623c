import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmAddress, forget, recall, SignIn } from "@latchkey/account";
import type { SignInStep } from "@latchkey/contract";
import { api, EntryFrame, useEntryLinks, useSlug } from "../../shell/index.ts";
import { useEnterPortal } from "../sign-in/index.ts";
import { referenceName } from "./use-sign-up.ts";

/** Where the link of the mail after signing up leads. */
export function ConfirmPage() {
  const slug = useSlug();
  const token = new URLSearchParams(useLocation().hash).get("token");
  const enter = useEnterPortal(undefined);
  const { renderSignInLink, renderForgotLink } = useEntryLinks();
  const [step, setStep] = useState<SignInStep | null>(null);

  async function confirm(password: string | undefined): Promise<SignInStep> {
    const reference = recall(referenceName(slug)) ?? undefined;
    const next = await api.portal.confirmSignUp({ params: { slug }, body: { token: token ?? "", reference, password } });
    forget(referenceName(slug));

    return next;
  }

  function follow(next: SignInStep) {
    if (next.step === "signed_in") enter();
    else setStep(next);
  }

  if (step !== null) return <SignIn Frame={EntryFrame} onSignedIn={enter} renderForgotLink={renderForgotLink} firstStep={step} />;

  return (
    <ConfirmAddress Frame={EntryFrame} confirm={token === null ? null : confirm} onStep={follow} renderSignInLink={renderSignInLink} />
  );
}
