import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { likePattern } from "./search.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function finds(search: string, inside: string): Promise<boolean> {
  const result = await sql<{ found: boolean }>`select lower(${inside}) like ${likePattern(search)} as found`.execute(database.db);
  return result.rows[0]?.found ?? false;
}

test.each([
  ["50%", "50% off", true],
  ["50%", "500 off", false],
  ["%", "no percent sign", false],
  ["a_b", "a_b", true],
  ["a_b", "axb", false],
  ["_", "x", false],
  ["\\", "C:\\data", true],
  ["\\", "no backslash", false],
  ["\\%", "50\\% off", true],
  ["\\%", "50% off", false],
  ["\\\\", "one\\only", false],
  ["'", "O'Hara", true],
  ["ANN", "Joanna", true],
  ["ö", "KÖLN", true],
  ["İstanbul", "İstanbul", true],
  ["ΣΊΣΥΦΟΣ", "ΣΊΣΥΦΟΣ", true],
  ["", "anything", true],
  [" ", "nospace", false],
])("searching for %j in %j: %s", async (search, inside, isFound) => {
  expect(await finds(search, inside)).toBe(isFound);
});

test("what a person types is looked for letter by letter, never as a pattern", async () => {
  const text = fc
    .array(fc.constantFrom("a", "B", "%", "_", "\\", "'", '"', " ", "=", "*", "?", "[", "]"), { maxLength: 6 })
    .map((parts) => parts.join(""));
  await fc.assert(
    fc.asyncProperty(text, text, async (search, inside) => {
      expect(await finds(search, inside)).toBe(inside.toLowerCase().includes(search.toLowerCase()));
    }),
    { numRuns: 300 },
  );
});
