import { ProblemError } from "@latchkey/client";

/** The server's field errors by path inside the body: `body.answers.site` is `answers.site`. */
export function fieldErrors(error: unknown): Map<string, string> {
  const found = error instanceof ProblemError ? (error.problem.errors ?? []) : [];

  return new Map(found.map(({ path, message }) => [path.replace(/^body\./, ""), message]));
}
