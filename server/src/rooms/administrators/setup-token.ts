import { timingSafeEqual } from "node:crypto";
import { hashToken, newSecretToken } from "../../platform/secret-tokens.ts";

/**
 * The one-time set-up token lives in this process only: a restart makes a new one, and the old link is dead.
 * Nobody without access to the server's terminal or log can learn it.
 */
export interface SetupToken {
  /** The token to print, while there is no administrator. */
  value: string;
  matches(given: string): boolean;
}

export function createSetupToken(): SetupToken {
  const value = newSecretToken("setup");
  const expected = hashToken(value);
  return { value, matches: (given) => timingSafeEqual(hashToken(given), expected) };
}
