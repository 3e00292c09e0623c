import { expect, test } from "vitest";
import { judgePassword } from "./password-strength.ts";

const ann = ["Ann Example", "ann@harbour.test"];

test.each([
  ["", "empty"],
  ["short", "too_short"],
  ["harbour123", "contains_you"],
  ["aaaaaaaaaaaa", "repetitive"],
  ["tidal-lamp-9", "long_enough"],
  ["harbour but much longer words", "strong"],
])("%j is judged %s", (password, judgement) => {
  expect(judgePassword(password, ann)).toBe(judgement);
});
