import { ProblemError } from "@latchkey/client";
import type { Translate } from "@latchkey/words";

/**
 * What a failed sign-in says. One sentence for an unknown person, a wrong password and an address that is none:
 * the page must not tell who has an account. Undefined: trouble of another kind, which speaks for itself.
 */
export function describeSignInError(t: Translate, error: unknown, portal: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;

  switch (error.status) {
    case 400:
    case 401:
      return t("portal.signInFailed");
    case 403:
      return error.code === "sessions.account_not_active" ? t("portal.accountNotActive", { portal }) : undefined;
    case 429:
      return t("portal.tooManyTries");
    default:
      return undefined;
  }
}
