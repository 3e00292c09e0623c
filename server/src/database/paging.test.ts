import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { countCapped, InvalidCursorError, keysetOf, selectPage, type SortColumns } from "./paging.ts";

interface Row {
  id: string;
  name: string | null;
  at: Date | null;
}

const columns: SortColumns = {
  name: { column: sql`name`, type: "text" },
  lowerName: { column: sql`lower(name)`, type: "text" },
  at: { column: sql`at`, type: "timestamptz" },
};
const sorts = Object.keys(columns).flatMap((name) => [name, `-${name}`]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table rows (world integer, id text, name text, at timestamptz)`.execute(database.db);
});
afterAll(() => database.drop());

const newId = () => randomBytes(12).toString("hex");

async function insert(world: number, rows: readonly Row[]): Promise<void> {
  await sql`insert into rows select ${world}::integer, * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id text, name text, at timestamptz)`.execute(
    database.db,
  );
}

interface PageAsked {
  sort: string;
  limit: number;
  cursor?: string | undefined;
  isNarrow?: boolean;
}

function readPage(world: number, { sort, ...asked }: PageAsked) {
  return selectPage<Row>(database.db, {
    rows: sql`from rows where world = ${world}`,
    keyset: keysetOf(sort, columns),
    cursor: undefined,
    ...asked,
  });
}

/** Every page after the other, as a caller would read them. */
async function readAll(world: number, query: PageAsked): Promise<Row[]> {
  const read: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(world, { ...query, cursor });
    expect(page.rows.length).toBeLessThanOrEqual(query.limit);
    read.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return read;
}

// Few different values, so that equal ones meet; what would break a cursor written without care is among them.
const names = [
  "",
  "ann",
  "Ann",
  "ANN",
  "änne",
  "👩‍🌾",
  "\ud7ff\ue000",
  "a'b",
  'a"b',
  "a\\b",
  "{a,b}",
  "a,b",
  "null",
  "50%",
  "a\nb",
  "'; drop table rows; --",
];
const times = [
  "1969-12-31T23:59:59.999Z",
  "2026-01-01T00:00:00.000Z",
  "2026-01-01T00:00:00.001Z",
  "9999-12-31T23:59:59.999Z",
  "0001-01-01T00:00:00.000Z",
];
const rowsArbitrary: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    id: fc.constant(null).map(newId),
    name: fc.option(fc.constantFrom(...names)),
    at: fc.option(fc.constantFrom(...times).map((time) => new Date(time))),
  }),
  { maxLength: 30 },
);

describe("paging", () => {
  test("reads every row exactly once and in order, whatever the sort, the direction, the limit, equal values and nulls", async () => {
    let world = 0;
    await fc.assert(
      fc.asyncProperty(
        rowsArbitrary,
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        async (rows, sort, limit, isNarrow) => {
          world += 1;
          await insert(world, rows);

          const read = await readAll(world, { sort, limit, isNarrow });
          expect(read.map((row) => row.id).toSorted()).toEqual(rows.map((row) => row.id).toSorted());
          expect(read.map((row) => row.id)).toEqual(await orderedIds(world, sort));
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  /** The order that the whole list has when PostgreSQL sorts it at once. */
  async function orderedIds(world: number, sort: string): Promise<string[]> {
    const column = columns[sort.replace("-", "")]?.column ?? sql`id`;
    const direction = sort.startsWith("-") ? sql`desc` : sql`asc`;
    const result = await sql<{ id: string }>`
      select id from rows where world = ${world} order by ${column} is null, ${column} ${direction}, id ${direction}`.execute(database.db);
    return result.rows.map((row) => row.id);
  }

  test("rows that are added or removed meanwhile make no other row appear twice or vanish", async () => {
    const world = -1;
    const rows = Array.from({ length: 20 }, (_, index) => ({ id: newId(), name: `row ${String(index).padStart(2, "0")}`, at: null }));
    await insert(world, rows);
    const first = await readPage(world, { sort: "name", limit: 5 });

    await insert(world, [{ id: newId(), name: "row 00", at: null }]);
    await sql`delete from rows where world = ${world} and name in ('row 01', 'row 04')`.execute(database.db);
    const second = await readPage(world, { sort: "name", limit: 5, cursor: first.nextCursor ?? "" });

    expect(second.rows.map((row) => row.name)).toEqual(["row 05", "row 06", "row 07", "row 08", "row 09"]);
  });

  test("the last page has no cursor, also when it is exactly full", async () => {
    const world = -2;
    await insert(
      world,
      Array.from({ length: 4 }, () => ({ id: newId(), name: "same", at: null })),
    );
    expect((await readPage(world, { sort: "name", limit: 4 })).nextCursor).toBeNull();
    expect((await readPage(world, { sort: "name", limit: 3 })).nextCursor).not.toBeNull();
    expect((await readPage(-3, { sort: "name", limit: 3 })).nextCursor).toBeNull();
  });
});

describe("a cursor", () => {
  const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString("base64url");
  const anId = "0".repeat(24);

  test("of another sort is refused", async () => {
    const world = -5;
    await insert(
      world,
      Array.from({ length: 3 }, () => ({ id: newId(), name: "same", at: new Date(0) })),
    );
    for (const made of sorts) {
      const { nextCursor } = await readPage(world, { sort: made, limit: 1 });
      for (const used of sorts.filter((sort) => sort !== made)) {
        await expect(readPage(world, { sort: used, limit: 1, cursor: nextCursor ?? "" }), `${made} used for ${used}`).rejects.toThrow(
          InvalidCursorError,
        );
      }
    }
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "bm8ganNvbg"],
    ["not base64", "%%%"],
    ["a number", encode(7)],
    ["null", encode(null)],
    ["an object", encode({ sort: "at" })],
    ["an empty list", encode([])],
    ["an id that is a number", encode(["at", null, 7])],
    ["no id", encode(["at", null])],
    ["a value that is a number", encode(["at", 7, anId])],
    ["a value that is a list", encode(["at", ["2026-01-01T00:00:00.000Z"], anId])],
    ["a value that is no time", encode(["at", "yesterday", anId])],
    ["a time that PostgreSQL would take and we never write", encode(["at", "now", anId])],
    ["infinity", encode(["at", "infinity", anId])],
    ["a year beyond what PostgreSQL has", encode(["at", "+275760-09-13T00:00:00.000Z", anId])],
    ["a year before what PostgreSQL has", encode(["at", "-271821-04-20T00:00:00.000Z", anId])],
    ["SQL", encode(["at", "2026-01-01'; drop table rows; --", anId])],
  ])("that says %s is refused before it reaches the database", async (_what, cursor) => {
    await expect(readPage(1, { sort: "at", limit: 1, cursor })).rejects.toThrow(InvalidCursorError);
  });

  test("of random bytes is refused or harmless, never an error of the database", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.base64String(),
          fc.json().map((json) => Buffer.from(json).toString("base64url")),
        ),
        async (cursor) => {
          await readPage(1, { sort: "at", limit: 1, cursor }).catch((error: unknown) => expect(error).toBeInstanceOf(InvalidCursorError));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the total", () => {
  test("counts up to ten thousand and then says at least", async () => {
    const world = -6;
    const rows = sql`from rows where world = ${world}`;
    await sql`insert into rows select ${world}::integer, n::text from generate_series(1, 10000) n`.execute(database.db);
    expect(await countCapped(database.db, rows)).toEqual({ count: 10_000, isCapped: false });

    await insert(world, [{ id: newId(), name: null, at: null }]);
    expect(await countCapped(database.db, rows)).toEqual({ count: 10_000, isCapped: true });
  });

  test("does not depend on the page", async () => {
    const world = -7;
    await insert(
      world,
      Array.from({ length: 7 }, () => ({ id: newId(), name: "same", at: null })),
    );
    const first = await readPage(world, { sort: "name", limit: 3 });
    const second = await readPage(world, { sort: "name", limit: 3, cursor: first.nextCursor ?? "" });
    expect([first.total, second.total]).toEqual([
      { count: 7, isCapped: false },
      { count: 7, isCapped: false },
    ]);
  });
});

test("a sort that has no column is a mistake of ours, not of the caller", () => {
  expect(() => keysetOf("password", columns)).toThrow("no column for sort password");
});
