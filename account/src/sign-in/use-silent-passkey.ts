import { browserSupportsWebAuthnAutofill } from "@simplewebauthn/browser";
import { useEffect, useRef } from "react";
import type { SignInStep } from "@latchkey/contract";
import { useAccount } from "../scope/account-scope.tsx";
import { remember } from "../scope/remembered.ts";
import { askForPasskey, stopAskingForPasskey } from "../second-factor/passkeys.ts";

/**
 * Offers passkeys among the browser's suggestions while the page is open. The request may never be answered, so nothing waits
 * for it; leaving ends it, because a browser refuses a second one beside it.
 */
export function useSilentPasskey(follow: (step: SignInStep) => void, isOffered: boolean): void {
  const { client, place } = useAccount();
  const latestFollow = useRef(follow);
  useEffect(() => {
    latestFollow.current = follow;
  });

  useEffect(() => {
    if (!isOffered) return undefined;
    let isLeft = false;

    async function offer() {
      if (!(await browserSupportsWebAuthnAutofill())) return;
      const { ticket, options } = await client.signIn.startPasskeySignIn({ params: { place } });
      if (isLeft) return;
      const response = await askForPasskey(options, { isSilent: true });
      const step = await client.signIn.signInWithPasskey({ params: { place }, body: { ticket, response } });
      remember("method", "passkey");
      if (!isLeft) latestFollow.current(step);
    }

    // Nobody asked for it: whatever goes wrong, the visible ways remain.
    offer().catch(() => undefined);

    return () => {
      isLeft = true;
      stopAskingForPasskey();
    };
  }, [client, place, isOffered]);
}
