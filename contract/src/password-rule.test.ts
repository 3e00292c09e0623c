import { expect, test } from "vitest";
import { ratePassword } from "./password-rule.ts";

test.each([
  ["", "empty"],
  ["short", "too_short"],
  ["aaaaaaaaaaaa", "repetitive"],
  ["gardenia-77", "contains_identity"],
  ["Ann.Gardenia1", "contains_identity"],
  ["paper rivers", "long_enough"],
  ["paper rivers under glass", "strong"],
  ["gardenia and eleven other flowers", "strong"],
])("%s is %s for Ann Gardenia", (password, rating) => {
  expect(ratePassword(password, ["Ann Gardenia", "ann@example.com"])).toBe(rating);
});
