import { useQuery } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import type { SignInStep } from "@latchkey/contract";
import { useTranslation } from "react-i18next";
import type { FrameProps } from "../frame/frame-props.ts";
import { useAccount } from "../scope/account-scope.tsx";
import { IdentifierForm } from "./identifier-form.tsx";
import { MailedCodeForm } from "./mailed-code-form.tsx";
import { MethodScreen } from "./method-screen.tsx";
import { StepScreen } from "./step-screen.tsx";
import { useSignIn } from "./use-sign-in.ts";
import { signInOptionsQuery } from "./sign-in-options.ts";
import { RecoveryCodes } from "../second-factor/recovery-codes.tsx";

export interface SignInProps {
  Frame: ComponentType<FrameProps>;
  /** The session's cookie is set. */
  onSignedIn: (placeOfReturn: string | null) => void;
  /** Link to the page for a forgotten password. */
  renderForgotLink: (label: string) => ReactNode;
  /** Why somebody finds themselves here. */
  notice?: ReactNode;
  /** Other ways on from the first screen, such as signing up. */
  footer?: ReactNode;
  /** Where signing up or a confirmed address leads on from. */
  firstStep?: SignInStep;
}

/** Signing in from the address to the session, the same in the console and every portal. */
export function SignIn({ Frame, onSignedIn, renderForgotLink, notice, footer, firstStep }: SignInProps) {
  const { t } = useTranslation();
  const account = useAccount();
  const flow = useSignIn(onSignedIn, firstStep);
  const options = useQuery(signInOptionsQuery(account));
  const { stage } = flow;
  const title = t("signIn.title", { name: account.name });

  switch (stage.at) {
    case "identifier":
      return (
        <Frame title={title} footer={footer}>
          {notice}
          <IdentifierForm flow={flow} hasPasskeys={options.data?.methods.includes("passkey") ?? false} />
        </Frame>
      );
    case "method":
      return (
        <Frame title={title}>
          <MethodScreen flow={flow} options={options} renderForgotLink={renderForgotLink} />
        </Frame>
      );
    case "mailed_code":
      return (
        <Frame title={t("signIn.codeSentTitle")} description={t("signIn.codeSent", { email: flow.email })}>
          <MailedCodeForm flow={flow} isBotCheckDemanded={options.data?.isBotCheckDemanded ?? false} />
        </Frame>
      );
    case "recovery_codes":
      return (
        <Frame title={t("signIn.recoveryTitle")}>
          <RecoveryCodes codes={stage.codes} onDone={() => flow.follow(stage.next)} />
        </Frame>
      );
    case "step":
      return <StepScreen Frame={Frame} flow={flow} step={stage.step} options={options.data} />;
  }
}
