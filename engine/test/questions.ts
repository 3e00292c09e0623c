/** Questions of tests that are about one thing at a time. */
import type { Tag } from "@latchkey/contract";
import { compilePolicies, explain } from "@latchkey/engine";
import type { Circumstances, EngineExplanation, EngineRules, Question } from "@latchkey/engine";

/** Nothing is known but the time. */
export const atNoon: Circumstances = {
  now: Date.parse("2026-03-10T12:00:00.000Z"),
  address: null,
  isDeviceTrusted: false,
  hasSecondFactor: false,
};

/** What explain says about access, at noon. */
export function explainAccess(rules: EngineRules, question: Pick<Question, "subject" | "resource"> & Partial<Question>): EngineExplanation {
  return explain(compilePolicies(rules), { action: "access", circumstances: atNoon, ...question });
}

/** Tags written as `{ region: "north" }` or `{ region: ["north", "south"] }`. */
export function tagList(tags: Record<string, string | readonly string[]> = {}): Tag[] {
  return Object.entries(tags).flatMap(([key, values]) => [values].flat().map((value) => ({ key, value })));
}
