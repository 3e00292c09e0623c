import { policyBody } from "@latchkey/contract";
import type { PolicyBody } from "@latchkey/contract";
import { findJsonSlip } from "./find-json-slip.ts";
import { toPolicyBody, toPolicyForm } from "./policy-form.ts";

/** Why a text is no policy: where, and what is wrong there. */
export interface TextProblem {
  place: string;
  message: string;
  /** Characters before the place, where it is known. */
  offset?: number;
}

export type ReadText = { body: PolicyBody } | { problems: TextProblem[] };

/** Only what a person decides about: no id, no version. */
export function printPolicyJson(body: PolicyBody): string {
  return JSON.stringify(toPolicyBody(toPolicyForm(body)), null, 2);
}

export function readPolicyJson(text: string): ReadText {
  const slip = findJsonSlip(text);
  if (slip !== undefined)
    return { problems: [{ place: placeOf(text, slip.offset), message: `expected ${slip.expected}`, offset: slip.offset }] };

  return checkPolicy(JSON.parse(text));
}

/** The reasons of the contract, each with its path. */
export function checkPolicy(value: unknown): ReadText {
  const parsed = policyBody.safeParse(value);
  if (parsed.success) return { body: parsed.data };

  return { problems: parsed.error.issues.map(({ path, message }) => ({ place: path.join("."), message })) };
}

/** "2:14": line and column, both counted from 1. */
export function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");

  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}
