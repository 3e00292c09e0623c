import { useTranslation } from "react-i18next";
import { ErrorState } from "@latchkey/ui";
import { describeError } from "./describe-error.ts";

interface LoadFailureProps {
  error: unknown;
  onRetry: () => void;
  isRetrying?: boolean;
}

/** Instead of content that could not be loaded: what happened, the request id, and a way to try again. */
export function LoadFailure({ error, onRetry, isRetrying = false }: LoadFailureProps) {
  const { t } = useTranslation();
  const { message, requestId } = describeError(t, error);

  return <ErrorState title={t("portal.couldNotLoad")} text={message} requestId={requestId} onRetry={onRetry} isRetrying={isRetrying} />;
}
