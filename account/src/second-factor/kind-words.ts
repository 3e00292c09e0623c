import type { ProofMethod, SecondFactorMethod } from "@latchkey/contract";
import type { WordKey } from "@latchkey/words";

export const kindWords = {
  password: "common.password",
  totp: "signIn.kindTotp",
  email_code: "signIn.kindEmail",
  sms_code: "signIn.kindSms",
  passkey: "signIn.kindPasskey",
  recovery_code: "signIn.kindRecovery",
} as const satisfies Record<ProofMethod["kind"], WordKey>;

/** For whoever sets one up. */
export const enrolWords = {
  totp: { name: "signIn.enrolTotp", text: "signIn.enrolTotpText" },
  email_code: { name: "signIn.enrolEmail", text: "signIn.enrolEmailText" },
  sms_code: { name: "signIn.enrolSms", text: "signIn.enrolSmsText" },
  passkey: { name: "signIn.enrolPasskey", text: "signIn.enrolPasskeyText" },
} as const satisfies Record<SecondFactorMethod, { name: WordKey; text: WordKey }>;
