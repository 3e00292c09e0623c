import type { ResourceFilter } from "@latchkey/contract";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import type { Connection } from "./database.ts";
import { InvalidCursorError, keysetOf } from "./paging.ts";
import { resourceFilterToAlternatives } from "./resource-filter.ts";
import { estimateRows } from "./row-estimates.ts";
import { selectRuledPage } from "./ruled-page.ts";

interface Row {
  id: string;
  name: string;
  tags: string[];
  profile_id: string;
  is_open: boolean;
}

/** So many that PostgreSQL is asked which way to take, and that what half of them may see is more than is counted. */
const rowCount = 30_000;
const profileId = "1";
let database: TestDatabase;
let all: Row[];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await sql`create table rows (profile_id text, id text, name text, tags text[], is_open boolean)`.execute(db);
  // Names repeat. Whatever carries team=t1 carries level=guest, which statistics of single tags cannot know.
  await sql`
    insert into rows select case when n % 30 = 0 then '2' else '1' end, lpad(n::text, 6, '0'), substr(md5(n::text), 1, 3),
      array['half=' || n % 2, 'fifth=' || n % 5, 'rare=' || n % 3000, 'some=' || n % 31, case when n % 3 = 1 then 'level=guest' else 'level=user' end, 'team=t' || n % 3]
        || case when n % 7 = 0 then array['p=1', 'q=1', 'last=' || n % 2] else '{}' end,
      n % 11 <> 0
    from generate_series(1, ${sql.lit(rowCount)}) as n`.execute(db);
  await sql`create index rows_by_name on rows (profile_id, lower(name), id)`.execute(db);
  await sql`create index on rows using gin (tags)`.execute(db);
  await sql`analyze rows`.execute(db);
  const read = await sql<Row>`select * from rows where profile_id = ${profileId} and is_open order by lower(name), id`.execute(db);
  all = read.rows;
});
afterAll(() => database.drop());

const set = (tags: string[] = [], ids: string[] = []) => ({ any: false, ids, tags });
const some = (anyOf: ReturnType<typeof set>, noneOf = set()): ResourceFilter => ({ kind: "some", anyOf, noneOf });

function isLetThrough(filter: ResourceFilter, row: Row): boolean {
  if (filter.kind !== "some") return filter.kind === "all";
  const isIn = ({ any, ids, tags }: typeof filter.anyOf) => any || ids.includes(row.id) || row.tags.some((tag) => tags.includes(tag));
  return isIn(filter.anyOf) && !isIn(filter.noneOf);
}

interface Asked {
  sort?: string;
  limit: number;
  cursor?: string | undefined;
  countMax?: number;
}

function readPage(filter: ResourceFilter, asked: Asked, connection: Connection = database.db) {
  const columns = { id: sql`id`, tags: sql`tags` };
  return selectRuledPage<Row>(connection, {
    table: "rows",
    alias: "rows",
    isInProfile: sql<boolean>`profile_id = ${profileId}`,
    isListed: sql<boolean>`is_open`,
    isAllowed: resourceFilterToAlternatives(filter, columns),
    keyset: keysetOf(asked.sort ?? "name", { name: { column: sql`lower(name)`, type: "text", isNeverNull: true } }),
    limit: asked.limit,
    cursor: asked.cursor,
    countMax: asked.countMax,
    sortIndex: "rows_by_name",
  });
}

const guests = ["level=guest", ...Array.from({ length: 9 }, (_each, index) => `rare=${index}`)];
const filters: [string, ResourceFilter][] = [
  ["everything", { kind: "all" }],
  ["nothing", { kind: "none" }],
  ["any but what is denied", some({ any: true, ids: [], tags: [] }, set(["fifth=1"]))],
  ["a few ids", some(set([], ["000001", "000002", "000030", "nobody"]))],
  ["a rare tag", some(set(["rare=7"]))],
  ["more than are sorted at once", some(set(["some=3"]))],
  ["more than are sorted at once, but some are denied", some(set(["some=3", "rare=7"]), set(["fifth=1", "last=0"]))],
  ["more than are sorted at once, but none is left in places", some(set(["some=4"]), set(["level=guest"]))],
  ["half of all", some(set(["half=1"], ["000002", "000004"]))],
  ["half of all but a fifth", some(set(["half=1"]), set(["fifth=3"]))],
  ["a fifth and something rare, but no guests", some(set(["fifth=2", "rare=7"]), set(guests))],
  ["only those who are denied", some(set(["team=t1"]), set(["level=guest"]))],
  ["almost only those who are denied", some(set(["team=t1", "rare=6", "rare=9"]), set(guests))],
  ["tags that stand behind others", some(set(["last=0"]), set(["last=1", ...guests]))],
  ["a tag that nobody has", some(set(["none=none"]))],
];

describe("a page of what rules let through", () => {
  test.each(filters)("is exact, first, deep and last, and so is the total: %s", async (_name, filter) => {
    const expected = all.filter((row) => isLetThrough(filter, row)).map((row) => row.id);
    const total = { count: Math.min(expected.length, 10_000), isCapped: expected.length > 10_000 };

    for (const sort of ["name", "-name"]) {
      const ordered = sort === "name" ? expected : expected.toReversed();
      for (const place of [0, Math.floor(ordered.length / 2), Math.max(0, ordered.length - 15)]) {
        const before = all.find((row) => row.id === ordered[place - 1]);
        const cursor = before && Buffer.from(JSON.stringify([sort, before.name, before.id])).toString("base64url");
        const page = await readPage(filter, { sort, limit: 20, cursor });
        expect(page.rows.map((row) => row.id)).toEqual(ordered.slice(place, place + 20));
        expect(page.nextCursor === null).toBe(place + 20 >= ordered.length);
        expect(page.total).toEqual(total);
      }
    }
  });

  test("follows the one before without gaps or repetitions", async () => {
    const filter = some(set(["fifth=2", "rare=7"]), set(guests));
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readPage(filter, { limit: 997, cursor });
      read.push(...page.rows.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(read).toEqual(all.filter((row) => isLetThrough(filter, row)).map((row) => row.id));
  });

  test("is as exact for any filter", async () => {
    const tag = fc.constantFrom(
      "half=0",
      "half=1",
      "fifth=0",
      "fifth=4",
      "rare=1",
      "rare=2",
      "level=guest",
      "team=t2",
      "last=1",
      "p=1",
      "no=no",
    );
    const anySet = fc.record({
      any: fc.constant(false),
      ids: fc.uniqueArray(fc.constantFrom("000001", "000007", "000031")),
      tags: fc.uniqueArray(tag),
    });
    await fc.assert(
      fc.asyncProperty(anySet, anySet, fc.integer({ min: 1, max: 60 }), async (anyOf, noneOf, limit) => {
        const filter = some(anyOf, noneOf);
        const expected = all.filter((row) => isLetThrough(filter, row));
        const page = await readPage(filter, { limit });
        expect(page.rows.map((row) => row.id)).toEqual(expected.slice(0, limit).map((row) => row.id));
        expect(page.total).toEqual({ count: Math.min(expected.length, 10_000), isCapped: expected.length > 10_000 });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test.each(filters)("is the same however far it is counted, and what is said of the total holds: %s", async (_name, filter) => {
    const expected = all.filter((row) => isLetThrough(filter, row));
    for (const countMax of [0, 1, 100, 1000, 4000]) {
      const page = await readPage(filter, { limit: 20, countMax });
      expect(page.rows.map((row) => row.id)).toEqual(expected.slice(0, 20).map((row) => row.id));
      expect(page.nextCursor === null).toBe(expected.length <= 20);
      if (!page.total.isCapped) expect(page.total.count).toBe(expected.length);
      else expect(expected.length).toBeGreaterThan(page.total.count);
      if (page.total.isCapped) expect(page.total.count).toBeGreaterThanOrEqual(countMax);
    }
  });

  test("is counted no further than was asked where that spares reading", async () => {
    const { total } = await readPage(some(set(["half=1"])), { limit: 20, countMax: 100 });
    expect(total).toEqual({ count: 100, isCapped: true });
  });

  test("leaves the transaction that it is read in as exact as it was", async () => {
    await database.db.transaction().execute(async (tx) => {
      await readPage(some(set(["half=1"])), { limit: 20, countMax: 100 }, tx);
      const counted = await sql<{ count: number; limited: string }>`
        select count(*) as count, current_setting('gin_fuzzy_search_limit') as limited from rows where tags @> '{fifth=1}'`.execute(tx);
      expect(counted.rows[0]).toEqual({ count: rowCount / 5, limited: "0" });
    });
  });

  test.each(filters)("refuses a cursor of another list: %s", async (_name, filter) => {
    await expect(readPage(filter, { limit: 5, cursor: "nonsense" })).rejects.toThrow(InvalidCursorError);
  });
});

describe("what the planner expects", () => {
  test("is told for each source, in their order", async () => {
    const sources = ["true", "false", "tags @> '{half=1}'", "tags @> '{rare=7}'"].map(
      (condition) => sql`from rows where ${sql.raw(condition)}`,
    );
    const [everything, nothing, half, few] = await estimateRows(database.db, sources);
    expect(everything).toBe(rowCount);
    expect(nothing).toBe(0);
    expect(half).toBeGreaterThan(rowCount / 3);
    expect(few).toBeLessThan(rowCount / 100);
  });
});
