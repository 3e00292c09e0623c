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

/**
 * The server's errors below one part of the body, by the path from there: `body.conditions.hours.timeZone` is
 * `hours.timeZone` below `conditions`. Without a part, all of them.
 */
export function errorsBelow(error: unknown, part?: string): Record<string, string> {
  const found: Record<string, string> = {};
  if (!(error instanceof ProblemError)) return found;

  for (const { path, message } of error.problem.errors ?? []) {
    const name = path.replace(/^body\./, "");
    if (part === undefined) found[name] ??= message;
    else if (name === part) found[""] ??= message;
    else if (name.startsWith(`${part}.`)) found[name.slice(part.length + 1)] ??= message;
  }

  return found;
}
