import { useTranslation } from "react-i18next";
import { ErrorState } from "@latchkey/ui";
import { describeError } from "./describe-error.ts";

/** Instead of content that could not be loaded: what happened, the request id, and a way to try again. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const { message, requestId } = describeError(t, error);

  return <ErrorState title={t("shell.couldNotLoad")} text={message} requestId={requestId} onRetry={onRetry} />;
}
