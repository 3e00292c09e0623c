import { expect, test } from "vitest";
import { formatExactLength, formatLength } from "./format-length.ts";

test.each([
  [1, "1 second"],
  [59, "59 seconds"],
  [61, "2 minutes"],
  [3600, "1 hour"],
  [12 * 3600, "12 hours"],
  [90 * 86_400, "3 months"],
])("%d seconds are %s", (seconds, words) => {
  expect(formatLength(seconds, "en")).toBe(words);
});

test.each([
  [90 * 60, "90 minutes"],
  [8 * 3600, "8 hours"],
  [30 * 86_400, "30 days"],
  [61, "61 seconds"],
])("%d seconds are exactly %s", (seconds, words) => {
  expect(formatExactLength(seconds, "en")).toBe(words);
});

test("in the reader's language", () => {
  expect(formatLength(120, "de")).toBe("2 Minuten");
});
