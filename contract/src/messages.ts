/** What a schema says when a value does not fit: sentences for people, completing "<place> …". */
import { z } from "zod";

type Issue = Parameters<NonNullable<ReturnType<typeof z.config>["customError"]>>[0];

const typeNames: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

z.config({ customError: sentenceFor });

function sentenceFor(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is required" : `must be ${typeNames[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
      return `has unknown fields: ${issue.keys.join(", ")}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must ${lowerBound(issue.origin, Number(issue.minimum))}`;
    case "too_big":
      return `must ${upperBound(issue.origin, Number(issue.maximum))}`;
    case "invalid_union":
      return "has none of the accepted forms";
    default:
      return undefined;
  }
}

function lowerBound(origin: string, minimum: number): string {
  if (origin === "string") return minimum === 1 ? "not be empty" : `have at least ${minimum} characters`;
  if (origin === "array") return minimum === 1 ? "have at least one entry" : `have at least ${minimum} entries`;
  return `be at least ${minimum}`;
}

function upperBound(origin: string, maximum: number): string {
  if (origin === "string") return `have at most ${maximum} characters`;
  return origin === "array" ? `have at most ${maximum} entries` : `be at most ${maximum}`;
}
