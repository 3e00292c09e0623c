import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { hasMoreThan } from "./has-more-than.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await sql`create table rows (id integer, tags text[], is_open boolean)`.execute(db);
  await sql`insert into rows select n, array['half=' || n % 2, 'tenth=' || n % 10], n % 20 <> 0 from generate_series(1, 40000) as n`.execute(
    db,
  );
  await sql`create index on rows using gin (tags)`.execute(db);
  await sql`analyze rows`.execute(db);
});
afterAll(() => database.drop());

const rows = (tag: string) => sql`from rows where tags @> ${[tag]}::text[] and is_open`;

describe("whether more rows than so many meet a condition", () => {
  test("is told from some of them", async () => {
    expect(await hasMoreThan(database.db, rows("tenth=1"), { max: 500, foundMax: 1500 })).toBe(true);
  });

  test("is never said of as many or fewer", async () => {
    for (const max of [2000, 4000]) expect(await hasMoreThan(database.db, rows("tenth=0"), { max, foundMax: 100_000 })).toBe(false);
    expect(await hasMoreThan(database.db, rows("tenth=0"), { max: 1999, foundMax: 100_000 })).toBe(true);
    expect(await hasMoreThan(database.db, rows("tenth=11"), { max: 0, foundMax: 3 })).toBe(false);
  });

  test("takes some of what the index has, and lets nothing that runs after it do so", async () => {
    await database.db.transaction().execute(async (tx) => {
      // So few are looked at that what is there is not proven.
      expect(await hasMoreThan(tx, rows("tenth=1"), { max: 3000, foundMax: 300 })).toBe(false);
      const after = await sql<{ count: number }>`select count(*) as count ${rows("tenth=1")}`.execute(tx);
      expect(after.rows[0]?.count).toBe(4000);
    });
  });
});
