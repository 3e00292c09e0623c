import { Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignInStep } from "@latchkey/contract";
import { useAccount } from "../scope/account-scope.tsx";
import { FactorPrompt } from "../second-factor/factor-prompt.tsx";
import type { PromptProof } from "../second-factor/factor-calls.ts";
import { LostDevice } from "./lost-device.tsx";
import { StartAgain } from "./start-again.tsx";
import type { SignInFlow } from "./use-sign-in.ts";

interface SecondFactorStepProps {
  flow: SignInFlow;
  step: Extract<SignInStep, { step: "second_factor" }>;
  mayTrust: boolean;
}

export function SecondFactorStep({ flow, step, mayTrust }: SecondFactorStepProps) {
  const { t } = useTranslation();
  const { client, place } = useAccount();
  const params = { place };
  const { ticket, methods } = step;
  const [isTrusted, setIsTrusted] = useState(false);

  async function prove(proof: PromptProof) {
    // A password was the first proof already; it is never offered here.
    if ("password" in proof) return;
    flow.follow(await client.signIn.proveSecondFactor({ params, body: { ticket, proof, trustThisDevice: isTrusted } }));
  }

  const trust = mayTrust ? (
    <Checkbox
      label={t("signIn.trustDevice")}
      description={t("signIn.trustDeviceHelp")}
      checked={isTrusted}
      onChange={(event) => setIsTrusted(event.currentTarget.checked)}
    />
  ) : null;

  return (
    <Stack>
      <FactorPrompt
        methods={methods}
        extra={trust}
        calls={{
          send: (kind) => client.signIn.sendSecondFactorCode({ params, body: { ticket, kind } }),
          challenge: () => client.signIn.startSecondFactorPasskey({ params, body: { ticket } }),
          prove,
        }}
      />
      <LostDevice />
      <StartAgain flow={flow} expiresAt={step.expiresAt} />
    </Stack>
  );
}
