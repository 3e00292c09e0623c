/** The schema that people have is the one we think of: made fresh, made step by step, taken back, made at once by two. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../src/database/database.ts";
import { dumpSchema } from "../src/database/dump-schema.ts";
import { listPendingMigrations, migrateDown, migrateToLatest, NewerSchemaError } from "../src/database/migrate.ts";
import { migrations } from "../src/database/migrations/index.ts";
import { silentLog } from "../src/platform/log.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";

const committedPath = fileURLToPath(new URL("../src/database/schema.sql", import.meta.url));
const preamble = `-- The schema that all migrations together make, for reading: the migrations are what runs.
-- Written by \`LATCHKEY_UPDATE=1 npx vitest run server/test/schema.test.ts\`.

`;
/** Milliseconds: each migration is run and dumped by itself, on a machine that does other things too. */
const slow = 120_000;
const names = Object.keys(migrations);
const committed = () => readFileSync(committedPath, "utf8").slice(preamble.length);

const opened: TestDatabase[] = [];
async function anEmptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ isEmpty: true });
  opened.push(database);
  return database;
}
afterAll(async () => {
  for (const database of opened) await database.drop();
});

/** The dump before the first migration and after each one, run by hand in its written order. */
async function dumpsOfEachStep(db: Database): Promise<string[]> {
  // Extensions stay when everything is taken back: they may have been there before Latchkey.
  await sql`create extension pg_trgm`.execute(db);
  const dumps = [await dumpSchema(db)];
  for (const { up } of Object.values(migrations)) {
    await sql.raw(up).execute(db);
    dumps.push(await dumpSchema(db));
  }
  return dumps;
}

describe("the schema", () => {
  let fresh: string;
  let steps: string[];
  let changing: TestDatabase;
  beforeAll(async () => {
    const stepped = await anEmptyDatabase();
    changing = await anEmptyDatabase();
    await migrateToLatest(changing.db);
    fresh = await dumpSchema(changing.db);
    steps = await dumpsOfEachStep(stepped.db);
    if (process.env["LATCHKEY_UPDATE"] === "1") writeFileSync(committedPath, preamble + fresh);
  }, slow);

  test("a fresh database has exactly the committed schema.sql", () => {
    expect(fresh, "schema.sql is out of date: LATCHKEY_UPDATE=1 npx vitest run server/test/schema.test.ts").toBe(committed());
  });

  test("a database upgraded one migration at a time has the same schema as a fresh one", () => {
    expect(steps.at(-1)).toBe(fresh);
    const ofData = Object.values(migrations).filter((each) => each.isDataOnly === true);
    expect(new Set(steps).size, "each other migration changes something").toBe(names.length - ofData.length + 1);
  });

  test(
    "each migration's way back undoes exactly its way forward, and all the way up again is as fresh",
    async () => {
      const { db } = await anEmptyDatabase();
      await migrateToLatest(db);

      for (let left = names.length; left > 0; left -= 1) {
        expect(await migrateDown(db)).toBe(names[left - 1]);
        expect(await dumpSchema(db), `after taking back ${names[left - 1]}`).toBe(steps[left - 1]);
      }
      expect(await migrateToLatest(db)).toEqual(names);
      expect(await dumpSchema(db)).toBe(fresh);
    },
    slow,
  );

  test.each([1, Math.floor(names.length / 2), names.length - 1])(
    "an upgrade over the last %i migrations at once ends in the same schema",
    async (missing) => {
      const { db } = await anEmptyDatabase();
      await migrateToLatest(db);
      for (let back = missing; back > 0; back -= 1) await migrateDown(db);
      expect(await listPendingMigrations(db)).toEqual(names.slice(-missing));

      await migrateToLatest(db);
      expect(await dumpSchema(db)).toBe(fresh);
    },
    slow,
  );

  test("schema.sql is SQL that makes the schema again on an empty database", async () => {
    const { db } = await anEmptyDatabase();
    await sql.raw(committed()).execute(db);
    expect(await dumpSchema(db)).toBe(committed());
  });

  test("the dump tells of keys, checks, defaults, indexes and comments, and of no table of the migrator", () => {
    expect(fresh).toContain("constraint users_pkey PRIMARY KEY (profile_id, id)");
    expect(fresh).toContain("ON DELETE CASCADE");
    expect(fresh).toContain("CHECK (status = ANY (ARRAY['draft'::text, 'monitor'::text, 'active'::text]))");
    expect(fresh).toContain("is_super boolean default false not null");
    expect(fresh).toContain("CREATE UNIQUE INDEX users_email_key ON users USING btree (profile_id, email) WHERE deleted_at IS NULL");
    expect(fresh).toContain("comment on column profiles.slug is 'Portal address: /p/<slug>'");
    expect(fresh).not.toContain("migrations");
  });

  test.each([
    ["a changed default", "alter table users alter column is_super set default true"],
    ["a column that may be empty", "alter table users alter column name drop not null"],
    [
      "a longer check",
      "alter table policies drop constraint policies_status_check, add constraint policies_status_check check (status <> '')",
    ],
    ["a lost foreign key", "alter table passwords drop constraint passwords_profile_id_user_id_fkey"],
    [
      "a foreign key that no longer deletes",
      "alter table memberships drop constraint memberships_profile_id_fkey, add foreign key (profile_id) references profiles",
    ],
    ["a lost index", "drop index users_by_name"],
    ["an index over other columns", "drop index users_by_name; create index users_by_name on users (profile_id, name, id)"],
    ["another type", "alter table data_output alter column slot type integer"],
    ["a changed comment", "comment on column profiles.slug is 'Address'"],
    ["a column generated otherwise", "alter table passwords drop kind, add kind text not null generated always as (left(hash, 7)) stored"],
    ["one more table", "create table extra (id text)"],
    ["one more function", "create function one() returns int language sql as 'select 1'"],
    [
      "a function that answers otherwise",
      "create or replace function tag_keys(tags text[]) returns text[] language sql immutable as 'select tags'",
    ],
  ])("the dump shows %s", async (_what, change) => {
    expect(await dumpAfter(change)).not.toBe(fresh);
  });

  test.each([
    ["a view", "create view people as select name from users", "relation people"],
    ["a procedure", "create procedure one() language sql as 'select 1'", "routine one"],
    ["an enumeration", "create type mood as enum ('good')", "type mood"],
    ["a row policy", "create policy mine on users using (true)", "row policy mine"],
    [
      "an identity column",
      "alter table users add number int generated always as identity",
      "relation users_number_seq, identity column number",
    ],
  ])("the dump fails rather than overlook %s", async (_what, change, named) => {
    await expect(dumpAfter(change)).rejects.toThrow(`dump-schema.ts cannot show: ${named}`);
  });

  /** The dump of the fresh schema with a change that is taken back at once. */
  async function dumpAfter(change: string): Promise<string> {
    const tx = await changing.db.startTransaction().execute();
    try {
      await sql.raw(change).execute(tx);
      return await dumpSchema(tx);
    } finally {
      await tx.rollback().execute();
    }
  }
});

describe("the migrator", () => {
  test(
    "two servers that start at once on an empty database migrate it once, and both get ready",
    async () => {
      for (let round = 0; round < 3; round += 1) {
        const { db, target } = await anEmptyDatabase();
        const other = openDatabase(target, { poolMax: 2, log: silentLog });
        const ran = await Promise.all([migrateToLatest(db), migrateToLatest(other)]);
        await other.destroy();

        expect(ran.flat().toSorted()).toEqual(names);
        expect(await listPendingMigrations(db)).toEqual([]);
        expect(await dumpSchema(db)).toBe(committed());
      }
    },
    slow,
  );

  test("a second run does nothing", async () => {
    const { db } = await anEmptyDatabase();
    await migrateToLatest(db);
    expect(await migrateToLatest(db)).toEqual([]);
  });

  test("a database of a newer version is refused with one line that says what to do, and is left as it is", async () => {
    const { db } = await anEmptyDatabase();
    await migrateToLatest(db);
    await sql`insert into migrations (name, timestamp) values ('9999-from-the-future', '2030-01-01')`.execute(db);

    const refusal = await migrateToLatest(db).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NewerSchemaError);
    expect(String(refusal)).toContain("newer Latchkey (it has migration 9999-from-the-future");
    expect(String(refusal)).toContain("Start that version or a later one.");
    expect(String(refusal)).not.toContain("\n");
    expect(await dumpSchema(db)).toBe(committed());
  });

  test("a migration that fails leaves nothing of itself or of those before it in the same run", async () => {
    const { db } = await anEmptyDatabase();
    // Stands in the way of the last migration.
    await sql`create table shares (id text)`.execute(db);
    await expect(migrateToLatest(db)).rejects.toThrow("shares");

    await sql`drop table shares`.execute(db);
    expect(await dumpSchema(db)).toBe("");
    expect(await migrateToLatest(db)).toEqual(names);
  });

  test("names are numbered in the order that migrations run, no number twice", () => {
    const numbers = names.map((name) => Number(/^(\d{4})-[a-z-]+$/.exec(name)?.[1]));
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  test("every migration says why it exists, which room owns it, and how to go back", () => {
    for (const migration of Object.values(migrations)) {
      expect(migration.purpose).toMatch(/\.$/);
      expect(migration.room).toMatch(/^[a-z-]+$/);
      expect(migration.down.trim()).not.toBe("");
    }
  });
});
