/** What the forms of a second factor ask the server, whoever asks: signing in, a proof once more, or one's own settings. */
import type { Enrolment, EnrolmentProof, NewFactor, PasskeyAssertion, ProvingKind } from "@latchkey/contract";

export type CodeKind = Exclude<ProvingKind, "passkey">;

export type PromptProof = { password: string } | { kind: CodeKind; code: string } | { response: PasskeyAssertion };

export interface PromptCalls {
  send: (kind: "email_code" | "sms_code") => Promise<unknown>;
  challenge: () => Promise<{ options: { challenge: string } }>;
  prove: (proof: PromptProof) => Promise<void>;
}

export interface EnrolCalls {
  start: (factor: NewFactor) => Promise<Enrolment>;
  confirm: (factorId: string, proof: EnrolmentProof) => Promise<void>;
}
