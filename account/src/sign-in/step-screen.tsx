import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import type { SignInOptions, SignInStep } from "@latchkey/contract";
import { useAccount } from "../scope/account-scope.tsx";
import { EnrolStep } from "./enrol-step.tsx";
import { NewPasswordStep } from "./new-password-step.tsx";
import { SecondFactorStep } from "./second-factor-step.tsx";
import type { FrameProps } from "../frame/frame-props.ts";
import type { SignInFlow } from "./use-sign-in.ts";
import { WaitForDevice } from "./wait-for-device.tsx";

interface StepScreenProps {
  Frame: ComponentType<FrameProps>;
  flow: SignInFlow;
  step: Exclude<SignInStep, { step: "signed_in" }>;
  options: SignInOptions | undefined;
}

/** What the server asks for after the first proof. */
export function StepScreen({ Frame, flow, step, options }: StepScreenProps) {
  const { t } = useTranslation();
  const { name } = useAccount();

  switch (step.step) {
    case "second_factor":
      return (
        <Frame title={t("signIn.secondTitle")} description={t("signIn.secondText")}>
          <SecondFactorStep key={step.ticket} flow={flow} step={step} mayTrust={options?.mayTrust ?? false} />
        </Frame>
      );
    case "enrol_second_factor":
      return (
        <Frame title={t("signIn.enrolTitle")} description={t("signIn.enrolText", { name })}>
          <EnrolStep key={step.ticket} flow={flow} step={step} />
        </Frame>
      );
    case "change_password":
      return (
        <Frame
          title={t("signIn.newPasswordTitle")}
          description={step.reason === "temporary" ? t("signIn.newPasswordTemporary") : t("signIn.newPasswordExpired", { name })}
        >
          <NewPasswordStep key={step.ticket} flow={flow} ticket={step.ticket} rules={options?.passwordRules} />
        </Frame>
      );
    case "wait_for_device":
      return (
        <Frame title={t("signIn.waitTitle")} description={t("signIn.waitText", { name })}>
          <WaitForDevice flow={flow} reference={step.reference} />
        </Frame>
      );
  }
}
