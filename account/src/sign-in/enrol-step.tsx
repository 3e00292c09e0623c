import { Stack } from "@mantine/core";
import type { SignInStep } from "@latchkey/contract";
import { useAccount } from "../scope/account-scope.tsx";
import { EnrolFactor } from "../second-factor/enrol-factor.tsx";
import { StartAgain } from "./start-again.tsx";
import type { SignInFlow } from "./use-sign-in.ts";

interface EnrolStepProps {
  flow: SignInFlow;
  step: Extract<SignInStep, { step: "enrol_second_factor" }>;
}

/** A second factor is required and there is none yet. */
export function EnrolStep({ flow, step }: EnrolStepProps) {
  const { client, place } = useAccount();
  const params = { place };
  const { ticket, kinds } = step;

  return (
    <Stack>
      <EnrolFactor
        kinds={kinds}
        calls={{
          start: (factor) => client.signIn.startEnrolment({ params, body: { ticket, factor } }),
          confirm: async (factorId, proof) => {
            const { next, recoveryCodes } = await client.signIn.confirmEnrolment({ params, body: { ticket, factorId, proof } });
            if (recoveryCodes === null) flow.follow(next);
            else flow.go({ at: "recovery_codes", codes: recoveryCodes, next });
          },
        }}
      />
      <StartAgain flow={flow} expiresAt={step.expiresAt} />
    </Stack>
  );
}
