import { expect, test } from "vitest";
import { actionWords } from "./action-words.ts";

test.each([
  ["user.password_changed", "User: password changed"],
  ["api_token.created", "API token: created"],
  ["migrated", "Migrated"],
])("%s reads %j", (action, words) => {
  expect(actionWords(action)).toBe(words);
});
