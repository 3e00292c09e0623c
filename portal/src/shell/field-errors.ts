import { ProblemError } from "@latchkey/client";
import { describeFault } from "@latchkey/words";
import type { Translate } from "@latchkey/words";

/** The server's field errors by path inside the body: `body.answers.site` is `answers.site`. */
export function fieldErrors(t: Translate, error: unknown): Map<string, string> {
  const found = error instanceof ProblemError ? (error.problem.errors ?? []) : [];

  return new Map(found.map(({ path, message }) => [path.replace(/^body\./, ""), describeFault(t, message)]));
}
