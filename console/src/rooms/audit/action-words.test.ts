import { expect, test } from "vitest";
import { actionWords, fieldChanges } from "./action-words.ts";

test.each([
  ["user.password_changed", "User: password changed"],
  ["api_token.created", "Api token: created"],
  ["migrated", "Migrated"],
])("%s reads %j", (action, words) => {
  expect(actionWords(action)).toBe(words);
});

test("a change lists each field once, tags as pairs", () => {
  const before = { name: "Ann", tags: [{ key: "region", value: "north" }] };
  const after = { name: "Anna", tags: [], isSuper: true };

  expect(fieldChanges({ before, after })).toEqual([
    { field: "name", before: "Ann", after: "Anna" },
    { field: "tags", before: "region = north", after: "" },
    { field: "isSuper", before: null, after: "true" },
  ]);
});

test("a creation has no before", () => {
  expect(fieldChanges({ before: null, after: { name: "Ann" } })).toEqual([{ field: "name", before: null, after: "Ann" }]);
});
