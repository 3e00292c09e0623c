import type { Translate } from "./typed-keys.ts";

export interface ProblemLike {
  code: string;
  title: string;
  detail?: string | undefined;
}

/** The sentence for an error code in the reader's language; the server's own words when the code is not known here. */
export function describeProblem(t: Translate, problem: ProblemLike): string {
  // Codes come from the server at run time, so the compiler cannot know them as keys.
  const translate = t as unknown as (key: string, options: Record<string, unknown>) => unknown;

  const ownWords = problem.detail ?? problem.title;
  const sentence = translate(`errors.${problem.code}`, { ...problem, defaultValue: ownWords, returnObjects: true });

  // A code that is only the first part of others names a group of sentences, not one.
  return typeof sentence === "string" ? sentence : ownWords;
}
