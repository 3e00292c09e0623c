import { tag } from "@latchkey/contract";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { isInSet } from "./resource-filter.ts";
import { carriesKey, fromStoredTags, overlapsOnRow, tagsMeet, textArray, toStoredTags } from "./tags.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Whatever the contract lets in, with a liking for what arrays, patterns and SQL give a meaning to. */
const awkward = [
  "a",
  "A",
  "=",
  '"',
  "'",
  "\\",
  "{",
  "}",
  ",",
  "NULL",
  "null",
  '""',
  "%",
  "_",
  "*",
  " ",
  "\n",
  "é",
  "e\u0301",
  "日本",
  "👩‍🌾",
  "$1",
  "--",
  ";",
  "__proto__",
];
const anyText = (lengthMax: number) =>
  fc.array(fc.constantFrom(...awkward), { minLength: 1, maxLength: lengthMax }).map((parts) => parts.join(""));
const anyTag = fc
  .record({ key: anyText(3), value: anyText(4) })
  .filter((each) => tag.safeParse(each).success)
  .map((each) => tag.parse(each));

async function storedInPostgres(pairs: string[]): Promise<string[]> {
  const result = await sql<{ tags: string[] }>`select ${textArray(pairs)} as tags`.execute(database.db);
  return result.rows[0]?.tags ?? [];
}

async function holds(condition: ReturnType<typeof carriesKey>, pairs: string[]): Promise<boolean> {
  const result = await sql<{ found: boolean }>`select ${condition} as found from (select ${textArray(pairs)} as tags) rows`.execute(
    database.db,
  );
  return result.rows[0]?.found ?? false;
}

describe("stored tags", () => {
  test("a value may contain the separator: the first one ends the key", () => {
    const tags = [{ key: "formula", value: "a=b=c" }];
    expect(toStoredTags(tags)).toEqual(["formula=a=b=c"]);
    expect(fromStoredTags(toStoredTags(tags))).toEqual(tags);
  });

  test("every tag that the contract accepts comes back from PostgreSQL exactly as it went in", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTag, { maxLength: 8 }), async (tags) => {
        expect(fromStoredTags(await storedInPostgres(toStoredTags(tags)))).toEqual(tags);
      }),
      { numRuns: 300 },
    );
  });

  test("the contract accepts no tag that would be read as another one", () => {
    for (const key of ["", " ", "a=b", "=", "a\u0000", "a\u2028b"])
      expect(tag.safeParse({ key, value: "x" }).success, JSON.stringify(key)).toBe(false);
    for (const value of ["", "  ", "a\u0000b"]) expect(tag.safeParse({ key: "x", value }).success, JSON.stringify(value)).toBe(false);
  });
});

describe("conditions on tags", () => {
  test("a key is carried when some tag has exactly this key, whatever its value", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTag, { maxLength: 5 }), anyTag, async (tags, { key }) => {
        expect(await holds(carriesKey(sql`tags`, key), toStoredTags(tags))).toBe(tags.some((each) => each.key === key));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ["site", ["sites=north"], false],
    ["sites", ["site=north"], false],
    ["SITE", ["site=north"], false],
    ["s_te", ["site=north"], false],
    ["s%", ["site=north"], false],
    ["site", ["site=north", "site=south"], true],
    ["site", [], false],
  ])("the key %s against %j: %s", async (key, pairs, isCarried) => {
    expect(await holds(carriesKey(sql`tags`, key), pairs)).toBe(isCarried);
  });

  test("all filters of a list must be met: pairs exactly, keys by any value", async () => {
    const pairs = ["level=supervisor", "region=northeast", "region=west"];
    const meets = (...filters: string[]) => holds(tagsMeet(sql`tags`, filters), pairs);

    expect(await meets()).toBe(true);
    expect(await meets("level=supervisor", "region=west")).toBe(true);
    expect(await meets("level", "region=northeast")).toBe(true);
    expect(await meets("level=supervisor", "region=south")).toBe(false);
    expect(await meets("level=Supervisor")).toBe(false);
    expect(await meets("level=super")).toBe(false);
    expect(await meets("team")).toBe(false);
  });

  test("a set is met by an id, a pair or a key; an empty set by nobody, and any by everybody", async () => {
    const meets = async (set: Partial<Parameters<typeof isInSet>[0]>) => {
      const condition = isInSet({ any: false, ids: [], tags: [], ...set }, { id: sql`'one'::text`, tags: sql`tags` });
      return holds(condition, ["site=a,b", 'note="x"']);
    };

    expect(await meets({})).toBe(false);
    expect(await meets({ any: true })).toBe(true);
    expect(await meets({ ids: ["two", "one"] })).toBe(true);
    expect(await meets({ ids: ["two"] })).toBe(false);
    expect(await meets({ tags: ["site=a,b"] })).toBe(true);
    expect(await meets({ tags: ["site=a", "b"] })).toBe(false);
    expect(await meets({ tags: ['note="x"'] })).toBe(true);
    expect(await meets({ keys: ["note"] })).toBe(true);
    expect(await meets({ keys: ["not"] })).toBe(false);
  });
});

test("a list of tags is looked for in a row as an index would look for it", async () => {
  const tag = fc.integer({ min: 0, max: 14 }).map((number) => `k=${number}`);
  const lists = fc.record({ carried: fc.array(tag, { maxLength: 12 }), wanted: fc.array(tag, { maxLength: 14 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(lists, { minLength: 10, maxLength: 20 }), async (pairs) => {
      const asked = pairs.map(({ carried, wanted }) => {
        const column = textArray(carried);
        return sql`select ${overlapsOnRow(column, wanted)} as "onRow", ${column} && ${textArray(wanted)} as "byIndex"`;
      });
      const { rows } = await sql<{ onRow: boolean; byIndex: boolean }>`${sql.join(asked, sql` union all `)}`.execute(database.db);
      expect(rows.map((row) => row.onRow)).toEqual(rows.map((row) => row.byIndex));
    }),
    { numRuns: 50 },
  );
});
