import { NetworkError, ProblemError } from "@latchkey/client";
import { describeProblem } from "@latchkey/words";
import type { Translate } from "@latchkey/words";

export interface DescribedError {
  message: string;
  requestId: string | undefined;
}

/** Words for whatever a call threw, and the request id to pass on. */
export function describeError(t: Translate, error: unknown): DescribedError {
  if (error instanceof ProblemError) return { message: describeProblem(t, error.problem), requestId: error.requestId };
  if (error instanceof NetworkError) return { message: t("errors.network"), requestId: undefined };

  return { message: t("errors.unexpected"), requestId: undefined };
}

export function hasCode(error: unknown, ...codes: string[]): error is ProblemError {
  return error instanceof ProblemError && codes.includes(error.code);
}

/** A figure that a problem carries beside its code, such as how many tries are left. */
export function figureOf(error: unknown, name: string): number | undefined {
  const value = error instanceof ProblemError ? error.problem[name] : undefined;

  return typeof value === "number" ? value : undefined;
}
