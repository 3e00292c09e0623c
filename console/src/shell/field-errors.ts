import { ProblemError } from "@latchkey/client";

/**
 * The server's field errors, under the names of the form's own fields: `body.tags.0.key` is `tags.0.key`.
 * Those that `fields` does not name come back in `others`, so that none goes unseen.
 */
export function fieldErrors(error: unknown, fields: readonly string[]): { known: Record<string, string>; others: string[] } {
  const known: Record<string, string> = {};
  const others: string[] = [];
  if (!(error instanceof ProblemError)) return { known, others };

  for (const { path, message } of error.problem.errors ?? []) {
    const name = path.replace(/^body\./, "");
    const field = fields.find((each) => each === name || name.startsWith(`${each}.`));

    if (field === undefined) others.push(`${name}: ${message}`);
    else known[field] ??= message;
  }

  return { known, others };
}
