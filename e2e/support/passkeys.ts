import type { CDPSession, Page } from "playwright-core";

export interface Authenticator {
  /** Whether somebody touches the sensor as soon as they are asked. */
  answers(isAnswering: boolean): Promise<void>;
}

/** A device that holds passkeys and knows its owner, as Chromium simulates it (WebAuthn, section 11). */
export async function anAuthenticator(page: Page): Promise<Authenticator> {
  const debug: CDPSession = await page.context().newCDPSession(page);
  await debug.send("WebAuthn.enable");
  const { authenticatorId } = await debug.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    answers: async (enabled) => {
      await debug.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
    },
  };
}
