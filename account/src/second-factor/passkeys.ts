/** The browser's half of WebAuthn. Options come from the server and go through as they are; only types are narrowed here. */
import { startAuthentication, startRegistration, WebAuthnAbortService } from "@simplewebauthn/browser";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { passkeyAssertion, passkeyAttestation } from "@latchkey/contract";
import type { PasskeyAssertion, PasskeyAttestation } from "@latchkey/contract";

interface Options {
  challenge: string;
}

/**
 * Asks for a passkey. Starting one request ends the one before, as only one may wait at a time; `isSilent` asks within the
 * browser's own suggestions and may wait for ever.
 */
export async function askForPasskey(options: Options, { isSilent = false } = {}): Promise<PasskeyAssertion> {
  const answer = await startAuthentication({
    optionsJSON: options,
    useBrowserAutofill: isSilent,
  });

  return passkeyAssertion.parse(answer);
}

export async function makePasskey(options: Options): Promise<PasskeyAttestation> {
  return passkeyAttestation.parse(await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }));
}

export function stopAskingForPasskey(): void {
  WebAuthnAbortService.cancelCeremony();
}
