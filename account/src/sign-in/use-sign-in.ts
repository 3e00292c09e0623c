import { useState } from "react";
import type { SignInStep } from "@latchkey/contract";
import { keepTypedAddress, readTypedAddress } from "../scope/typed-address.ts";

type OpenStep = Exclude<SignInStep, { step: "signed_in" }>;

/** Where in signing in somebody is. */
export type Stage =
  | { at: "identifier" }
  | { at: "method" }
  | { at: "mailed_code" }
  | { at: "step"; step: OpenStep }
  | { at: "recovery_codes"; codes: readonly string[]; next: SignInStep };

export interface SignInFlow {
  stage: Stage;
  /** Kept whatever goes wrong, so that nobody types it twice. */
  email: string;
  setEmail: (email: string) => void;
  go: (stage: Stage) => void;
  /** Follows what the server said comes next. */
  follow: (step: SignInStep) => void;
}

export function useSignIn(onSignedIn: (placeOfReturn: string | null) => void, firstStep?: SignInStep): SignInFlow {
  const [stage, setStage] = useState<Stage>(
    firstStep === undefined || firstStep.step === "signed_in" ? { at: "identifier" } : { at: "step", step: firstStep },
  );
  const [email, setTyped] = useState(readTypedAddress);

  function setEmail(typed: string) {
    setTyped(typed);
    keepTypedAddress(typed);
  }

  function follow(step: SignInStep) {
    if (step.step !== "signed_in") {
      setStage({ at: "step", step });
      return;
    }
    // Whoever signs in here next is not told who did before.
    keepTypedAddress("");
    onSignedIn(step.placeOfReturn);
  }

  return { stage, email, setEmail, go: setStage, follow };
}
