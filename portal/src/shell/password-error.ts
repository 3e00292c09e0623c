import { ProblemError } from "@latchkey/client";
import type { Translate } from "@latchkey/words";
import { passwordLengthMin } from "@latchkey/contract";

/** Why the server refused a new password, in words for the field; undefined when the refusal is about something else. */
export function passwordError(t: Translate, error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== "credentials.weak_password") return undefined;

  switch (error.problem["weakness"]) {
    case "too_short":
      return t("portal.passwordRefusedShort", { count: passwordLengthMin });
    case "contains_identity":
      return t("portal.passwordRefusedYou");
    default:
      return t("portal.passwordRefusedCommon");
  }
}
