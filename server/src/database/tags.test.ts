import { expect, test } from "vitest";
import { fromStoredTags, toStoredTags } from "./tags.ts";

test("a value may contain the separator: the first one ends the key", () => {
  const tags = [{ key: "formula", value: "a=b=c" }];
  expect(fromStoredTags(toStoredTags(tags))).toEqual(tags);
});
