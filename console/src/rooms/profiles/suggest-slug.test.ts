import { expect, test } from "vitest";
import { slug } from "@latchkey/contract";
import { suggestSlug } from "./suggest-slug.ts";

test.each([
  ["Acme Energy", "acme-energy"],
  ["Ação & Vida, Ltda.", "acao-vida-ltda"],
  ["  --x--  ", "x"],
  ["日本", ""],
])("%j suggests %j", (name, expected) => {
  expect(suggestSlug(name)).toBe(expected);
});

test("a suggestion is always a portal address that the server takes", () => {
  const suggestion = suggestSlug(`${"long name ".repeat(20)}`);

  expect(slug.safeParse(suggestion).success).toBe(true);
});
