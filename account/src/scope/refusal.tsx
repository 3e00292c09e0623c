import { useTranslation } from "react-i18next";
import { NetworkError, ProblemError } from "@latchkey/client";
import { describeError, figureOf } from "./describe-error.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { TooManyTries } from "./too-many-tries.tsx";

interface RefusalProps {
  error: unknown;
  /** What was tried: the words for "that was not right". */
  tried?: "password" | "code" | "passkey";
  /** Whether a code by e-mail is another way out of "too many tries". */
  mayUseCode?: boolean;
}

const waitSecondsUnknown = 60;
const wrongCodes = [
  "sign_in.failed",
  "sign_in.wrong_code",
  "sign_in.second_factor_failed",
  "sign_in.passkey_failed",
  "factors.wrong_code",
  "factors.passkey_refused",
  "accounts.wrong_code",
  "credentials.wrong_password",
  "credentials.link_not_valid",
];
const tooManyCodes = ["attempts.too_many_tries", "http.too_many_requests"];

/** Why somebody was not let in, in words that do not tell who has an account; nothing when there is no error. */
export function Refusal({ error, tried = "password", mayUseCode = false }: RefusalProps) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;

  if (error instanceof ProblemError && tooManyCodes.includes(error.code)) {
    return <TooManyTries key={error.requestId} seconds={error.retryAfterSeconds ?? waitSecondsUnknown} mayUseCode={mayUseCode} />;
  }
  if (error instanceof ProblemError && (wrongCodes.includes(error.code) || error.status === 400)) {
    const triesLeft = figureOf(error, "triesLeft");
    const words = {
      password: error.code === "credentials.wrong_password" ? describeError(t, error).message : t("signIn.failed"),
      code: triesLeft === undefined ? t("signIn.codeFailed") : t("signIn.triesLeft", { count: triesLeft }),
      passkey: t("signIn.passkeyFailed"),
    };

    return <ProblemAlert error={error} message={words[tried]} />;
  }
  if (error instanceof NetworkError || (error instanceof ProblemError && error.status >= 500)) {
    return <ProblemAlert error={error} message={t("signIn.trouble")} hasReference />;
  }
  // The browser's own refusal, such as a passkey prompt that was closed.
  if (error instanceof Error && !(error instanceof ProblemError))
    return <ProblemAlert error={error} message={t("signIn.passkeyStopped")} />;

  return <ProblemAlert error={error} />;
}
