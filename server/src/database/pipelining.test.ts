import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { forLookups, type Connection, type Tx } from "./database.ts";
import { fixedInsert, fixedStatement } from "./fixed-statement.ts";
import { brokenConstraint, executeLater, onOneConnection, transact } from "./transact.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ isEmpty: true });
  await sql`create table notes (name text primary key)`.execute(database.db);
});
beforeEach(() => sql`truncate notes`.execute(database.db));
afterAll(() => database.drop());

const insert = (name: string) => sql`insert into notes values (${name})`;
const insertLater = (tx: Tx, name: string) => executeLater(tx, insert(name));

async function names(connection: Connection = database.db): Promise<string[]> {
  return (await sql<{ name: string }>`select name from notes order by name`.execute(connection)).rows.map((row) => row.name);
}

test("what is asked at once in a transaction is done in the order in which it is asked", async () => {
  await transact(database.db, async (tx) => {
    const [, before, , after] = await Promise.all([insert("ann").execute(tx), names(tx), insert("bob").execute(tx), names(tx)]);
    expect([before, after]).toEqual([["ann"], ["ann", "bob"]]);
  });
  expect(await names()).toEqual(["ann", "bob"]);
});

test("of several at once the first that fails is the one that is thrown, and nothing stays", async () => {
  const work = transact(database.db, async (tx) => {
    await Promise.all([insert("ann").execute(tx), insert("ann").execute(tx), sql`select 1 / 0`.execute(tx), insert("bob").execute(tx)]);
  });
  await expect(work.catch(brokenConstraint)).resolves.toBe("notes_pkey");
  expect(await names()).toEqual([]);
});

test("a statement whose answer nobody needs is done before what is asked next, and with the commit at the latest", async () => {
  await transact(database.db, async (tx) => {
    await insertLater(tx, "ann");
    expect(await names(tx)).toEqual(["ann"]);
    await insertLater(tx, "bob");
  });
  expect(await names()).toEqual(["ann", "bob"]);
});

test.each(["with the next question", "with the commit"])("one that fails %s takes the transaction with it", async (when) => {
  const work = transact(database.db, async (tx) => {
    await insert("ann").execute(tx);
    await insertLater(tx, "ann");
    if (when === "with the next question") await names(tx);
  });
  await expect(work.catch(brokenConstraint)).resolves.toBe("notes_pkey");
  expect(await names()).toEqual([]);
  // The connection is as good as before.
  expect(await Promise.all(Array.from({ length: 20 }, () => names()))).toHaveLength(20);
});

test("one that was not sent yet when the work throws is never done", async () => {
  const work = transact(database.db, async (tx) => {
    await insertLater(tx, "ann");
    throw new Error("changed my mind");
  });
  await expect(work).rejects.toThrow("changed my mind");
  expect(await names()).toEqual([]);
});

test("outside a transaction each is committed for itself, also when another fails", async () => {
  const work = onOneConnection(database.db, (connection) =>
    Promise.all([insert("ann").execute(connection), sql`select 1 / 0`.execute(connection), insert("bob").execute(connection)]),
  );
  await expect(work).rejects.toThrow("division by zero");
  await executeLater(database.db, insert("cleo"));
  expect(await names()).toEqual(["ann", "bob", "cleo"]);
});

test("a fixed statement brings its own values with every call, null among them", async () => {
  const add = fixedInsert<{ name: string }>("notes", ["name"]);
  const pair = fixedStatement<{ a: string | null; b: number }, { a: string | null; b: number }>(
    ({ a, b }) => sql`select ${a}::text as a, ${b}::integer + ${b}::integer as b`,
  );
  await Promise.all(["ann", "bob"].map((name) => add.run(database.db, { name })));
  expect(await names()).toEqual(["ann", "bob"]);
  expect(await pair.run(database.db, { a: "x", b: 2 })).toEqual([{ a: "x", b: 4 }]);
  expect(await pair.run(database.db, { a: null, b: 3 })).toEqual([{ a: null, b: 6 }]);
});

test("look-ups of all requests share connections that have no transactions; one that is lost is replaced", async () => {
  const lookups = forLookups(database.db);
  const pid = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(lookups)).rows[0]?.pid;
  const pids = new Set(await Promise.all(Array.from({ length: 100 }, pid)));
  expect(pids.size).toBeLessThanOrEqual(4);
  await expect(transact(lookups, names)).rejects.toThrow("a shared connection has no transactions");

  for (const each of pids) await sql`select pg_terminate_backend(${each})`.execute(database.db);
  await vi.waitFor(async () => expect(pids).not.toContain(await pid()), { timeout: 20_000 });
});
