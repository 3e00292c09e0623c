import { expect, test } from "vitest";
import { isRecordsMax } from "./is-records-max.ts";

test("nothing, zero and whole numbers are limits", () => {
  for (const typed of ["", 0, 5, "250000", 1e12]) expect(isRecordsMax(typed)).toBe(true);
});

test("parts, negative, boundless and other text are none", () => {
  for (const typed of [0.5, -1, 1e12 + 1, "many", Number.NaN, Number.POSITIVE_INFINITY]) expect(isRecordsMax(typed)).toBe(false);
});
