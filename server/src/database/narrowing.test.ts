import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { narrowBySearch, narrowByTagKeys, textOfUsers } from "./narrowing.ts";
import { likePattern } from "./search.ts";
import { toStoredTags } from "./tags.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const letters = fc.oneof(
  fc.constantFrom("a", "b", "A", "'", "\\", "%", "_", " ", ":", "*", "&", "|", "!", "(", "\n", "\t", "é", "İ", "ß", "м", "Ж", "田", "👍🏽"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }).filter((letter) => letter !== "\u0000"),
);
const text = (lengthMax: number) => fc.array(letters, { maxLength: lengthMax }).map((parts) => parts.join(""));

async function answers<Answer>(select: ReturnType<typeof sql<{ answer: Answer }>>): Promise<Answer | undefined> {
  return (await select.execute(database.db)).rows[0]?.answer;
}

describe("runs of letters", () => {
  test("are found in whatever contains the part that is searched for", async () => {
    const split = fc.tuple(
      text(8),
      text(8).filter((part) => part !== "" && !part.includes("\u0001")),
      text(8),
    );
    await fc.assert(
      fc.asyncProperty(split, async ([before, part, after]) => {
        const whole = before + part + after;
        const found = sql<{ answer: boolean }>`
          select lower(${whole}) not like ${likePattern(part)} or letters_of(lower(${whole})) @@ letters_wanted(lower(${part})) as answer`;
        expect(await answers(found)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["abc", "xabd abx"],
    ["ab", "a b"],
    ["ж", "b"],
    ["'", "`"],
  ])("of %j are not found in %j", async (part, whole) => {
    expect(await answers(sql<{ answer: boolean }>`select letters_of(${whole}) @@ letters_wanted(${part}) as answer`)).toBe(false);
  });
});

test("the keys of tags are what stands before the first =", async () => {
  const tag = fc.record({ key: text(4).filter((key) => !key.includes("=")), value: text(4) });
  await fc.assert(
    fc.asyncProperty(fc.array(tag, { maxLength: 6 }), async (tags) => {
      const keys = sql<{ answer: string[] }>`select tag_keys(${toStoredTags(tags)}::text[]) as answer`;
      expect(await answers(keys)).toEqual(tags.map(({ key }) => key));
    }),
    { numRuns: 200 },
  );
});

describe("a list of users is narrowed down", () => {
  beforeAll(async () => {
    const { db } = database;
    await sql`
      insert into users (profile_id, id, name, email, status, source, tags, created_at, updated_at)
      select 'p', n::text, case when n % 100 = 0 then 'Zoë Жук ' else 'Ann ' end || n, 'user-' || n || '@acme.test', 'active', 'console',
        array['region=r' || n % 7] || case when n % 100 = 0 then array['badge=' || n] else '{}' end, now(), now()
      from generate_series(1, 3000) as n`.execute(db);
    await sql`analyze users`.execute(db);
  });

  const users = textOfUsers("users");
  const count = async (condition: ReturnType<typeof sql<boolean>>) =>
    answers(sql<{ answer: number }>`select count(*)::int as answer from users where ${condition}`);

  test.each([
    ["жу", 30],
    ["ж", 30],
    ["ë ж", 30],
    ["zoë жук 100", 2],
    ["qq", 0],
  ])("by the rare %j, and by nothing that is not there", async (search, expected) => {
    const narrowed = await narrowBySearch(database.db, users, { search, orElse: [] });
    expect(await count(narrowed)).toBe(expected);
  });

  test.each(["a", "us", "acme", "ann", "r-"])("not by %j, which many have", async (search) => {
    expect(await count(await narrowBySearch(database.db, users, { search, orElse: [] }))).toBe(3000);
  });

  test("never by what runs of letters are taken apart with", async () => {
    expect(await count(await narrowBySearch(database.db, users, { search: "q\u0001q", orElse: [] }))).toBe(3000);
  });

  test("without losing those whom another condition finds", async () => {
    const narrowed = await narrowBySearch(database.db, users, { search: "17", orElse: [sql<boolean>`id = '5'`] });
    expect(await count(sql<boolean>`${narrowed} and id = '5'`)).toBe(1);
  });

  test("by a tag key that few carry, not by one that all do", async () => {
    const narrow = (...filters: string[]) => narrowByTagKeys(database.db, sql`tags`, filters);
    expect(await count(await narrow("badge", "region"))).toBe(30);
    expect(await count(await narrow("nobody"))).toBe(0);
    expect(await count(await narrow("region", "badge=100"))).toBe(3000);
  });
});
