import { Text } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SignIn, VerifyAddress } from "@latchkey/account";
import { api, EntryFrame, useEntryLinks, usePortal, useSlug } from "../../shell/index.ts";
import { useEnterPortal } from "../sign-in/index.ts";
import { SignUpForm } from "./sign-up-form.tsx";
import type { SignUpValues } from "./sign-up-values.ts";
import type { SignUpOutcome } from "./use-sign-up.ts";

export function SignUpPage() {
  const { t } = useTranslation();
  const portal = usePortal();
  const { returnTo } = useSearch({ from: "/$slug/sign-up" });
  const { renderSignInLink, renderForgotLink } = useEntryLinks(returnTo);
  const enter = useEnterPortal(returnTo);
  const [typed, setTyped] = useState<SignUpValues | null>(null);
  const [outcome, setOutcome] = useState<SignUpOutcome | null>(null);

  if (outcome?.outcome === "step") {
    return <SignIn Frame={EntryFrame} onSignedIn={enter} renderForgotLink={renderForgotLink} firstStep={outcome.step} />;
  }
  if (outcome?.outcome === "wait_for_approval") {
    return (
      <EntryFrame title={t("signIn.pendingTitle")} description={t("signIn.pendingText", { name: portal.name, email: outcome.email })} />
    );
  }
  if (outcome?.outcome === "check_mail") return <CheckMail outcome={outcome} onOutcome={setOutcome} />;

  const signIn = (
    <Text>
      {t("portal.haveAccount")} {renderSignInLink(t("common.signIn"))}
    </Text>
  );
  const title = t("portal.signUpTitle", { portal: portal.name });
  if (!portal.signup.isEnabled)
    return <EntryFrame title={title} description={t("portal.signUpClosed", { portal: portal.name })} footer={signIn} />;

  return (
    <EntryFrame title={title} footer={signIn}>
      <SignUpForm
        key={portal.signup.fields.map((field) => field.name).join("\n")}
        typed={typed}
        onOutcome={(next, values) => {
          setTyped(values);
          setOutcome(next.outcome === "step" && next.step.step === "signed_in" ? null : next);
          if (next.outcome === "step" && next.step.step === "signed_in") enter();
        }}
      />
    </EntryFrame>
  );
}

interface CheckMailProps {
  outcome: Extract<SignUpOutcome, { outcome: "check_mail" }>;
  onOutcome: (outcome: SignUpOutcome | null) => void;
}

/** The code of the mail; "wrong address" leads back to the form as it was filled in. */
function CheckMail({ outcome, onOutcome }: CheckMailProps) {
  const { t } = useTranslation();
  const slug = useSlug();
  const { returnTo } = useSearch({ from: "/$slug/sign-up" });
  const enter = useEnterPortal(returnTo);
  const { signUp, reference } = outcome;

  return (
    <EntryFrame title={t("signIn.verifyTitle")} description={t("signIn.verifyText", { email: signUp.email })}>
      <VerifyAddress
        confirm={(code) => api.portal.confirmSignUp({ params: { slug }, body: { email: signUp.email, code, reference } })}
        onStep={(step) => (step.step === "signed_in" ? enter() : onOutcome({ outcome: "step", step }))}
        resend={async () => {
          const again = await api.portal.signUp({ params: { slug }, body: signUp });
          onOutcome({ ...outcome, reference: again.reference });
        }}
        onWrongAddress={() => onOutcome(null)}
      />
    </EntryFrame>
  );
}
