import { NetworkError, ProblemError } from "@latchkey/client";
import { describeProblem } from "@latchkey/words";
import type { Translate } from "@latchkey/words";

/** What went wrong, in the reader's language. */
export function describeError(t: Translate, error: unknown): string {
  if (error instanceof ProblemError) return describeProblem(t, error.problem);

  return error instanceof NetworkError ? t("errors.network") : t("errors.unexpected");
}

export function requestIdOf(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.requestId : undefined;
}

/** The profile has shown as much this month as it may. */
export function isUsedUp(error: unknown): boolean {
  return error instanceof ProblemError && error.code === "data_output.limit_reached";
}

/** A refusal stays one however often it is asked; a broken connection or an overloaded server may heal. */
export function isWorthRetrying(failureCount: number, error: unknown): boolean {
  const isRefusal = error instanceof ProblemError && error.status < 500 && error.status !== 429;

  return !isRefusal && failureCount < 2;
}
