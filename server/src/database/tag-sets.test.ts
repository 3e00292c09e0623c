import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { carriesOneWithout } from "./tag-sets.ts";
import { textArray } from "./tags.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const column = sql`${["a=1"]}::text[]`;

test("the index answers exactly who carries one of some tags and none of others", async () => {
  const value = fc.constantFrom("1", "", "'", "\\", "\\'", " ", "a b", "&", "|", "!", "(", ":*", "ж", "=");
  const tag = fc.tuple(fc.constantFrom("a", "b", "A"), value).map(([key, text]) => `${key}=${text}`);
  const tags = (minLength: number) => fc.array(tag, { minLength, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(tags(0), tags(1), tags(1), async (carried, anyOf, noneOf) => {
      const condition = carriesOneWithout(sql`${textArray(carried)}`, { anyOf, noneOf });
      const result = await sql<{ answer: boolean }>`select ${condition ?? sql`null`} as answer`.execute(database.db);
      const carries = (one: string) => carried.includes(one);
      expect(result.rows[0]?.answer).toBe(anyOf.some(carries) && !noneOf.some(carries));
    }),
    { numRuns: 500 },
  );
});

test("tags that are too long for it, or too many, are left to the rows", async () => {
  const long = `a=${"x".repeat(3000)}`;
  const many = Array.from({ length: 100 }, (_tag, index) => `b=${index}`);
  expect(carriesOneWithout(column, { anyOf: [long], noneOf: ["b=1"] })).toBeUndefined();
  expect(carriesOneWithout(column, { anyOf: ["a=1"], noneOf: [long] })).toBeUndefined();
  expect(carriesOneWithout(column, { anyOf: ["a=1"], noneOf: many })).toBeUndefined();
  expect(carriesOneWithout(column, { anyOf: ["a=1"], noneOf: [] })).toBeUndefined();

  const some = carriesOneWithout(column, { anyOf: ["a=1"], noneOf: [long, "b=1"] });
  const result = await sql<{ answer: boolean }>`select ${some ?? sql`null`} as answer`.execute(database.db);
  expect(result.rows[0]?.answer).toBe(true);
});
