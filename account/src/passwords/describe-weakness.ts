import { ProblemError } from "@latchkey/client";
import type { Translate } from "@latchkey/words";

/** Why the server refused a new password, in words for the field; undefined when the refusal is about something else. */
export function describeWeakness(t: Translate, error: unknown, lengthMin: number): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== "credentials.weak_password") return undefined;

  switch (error.problem["weakness"]) {
    case "too_short":
      return t("signIn.weakShort", { count: lengthMin });
    case "contains_identity":
      return t("signIn.weakIdentity");
    case "case_missing":
      return t("signIn.weakCase");
    case "number_missing":
      return t("signIn.weakLettersNumbers");
    case "special_missing":
      return t("signIn.weakSpecial");
    case "used_before":
      return t("signIn.weakUsed");
    default:
      return t("signIn.weakCommon");
  }
}
