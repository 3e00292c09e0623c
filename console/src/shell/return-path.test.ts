import { expect, test } from "vitest";
import { toReturnPath } from "./return-path.ts";

test("a path inside the console is kept with its search", () => {
  expect(toReturnPath("/profiles/1/users?status=active")).toBe("/profiles/1/users?status=active");
});

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/a\\b",
  "/\t/evil.example",
  "",
  undefined,
  7,
])("%s leads to the start page", (wish) => {
  expect(toReturnPath(wish)).toBe("/");
});

test("the sign-in page never returns to itself", () => {
  expect(toReturnPath("/sign-in?returnTo=%2F")).toBe("/");
});
