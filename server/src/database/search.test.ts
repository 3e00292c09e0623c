import { expect, test } from "vitest";
import { likePattern } from "./search.ts";

test("percent signs, underscores and backslashes that a person types are letters like any other", () => {
  expect(likePattern(String.raw`50%_\x`)).toBe(String.raw`%50\%\_\\x%`);
});
