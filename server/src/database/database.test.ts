import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import type { Log } from "../platform/log.ts";
import { silentLog } from "../platform/log.ts";
import { openDatabase } from "./database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function readBack<T>(value: T, type: string): Promise<unknown> {
  const result = await sql<{ value: unknown }>`select ${value}::${sql.raw(type)} as value`.execute(database.db);
  return result.rows[0]?.value;
}

describe("a value", () => {
  test.each(["UTC", "Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"])(
    "of time comes back to the millisecond, long before time zones were agreed on too (machine in %s)",
    async (zone) => {
      const before = process.env["TZ"];
      process.env["TZ"] = zone;
      try {
        for (const time of [
          "0001-01-01T00:00:00.000Z",
          "1850-06-15T12:34:56.789Z",
          "1969-12-31T23:59:59.999Z",
          "2026-03-29T01:30:00.001Z",
          "9999-12-31T23:59:59.999Z",
        ]) {
          expect(((await readBack(new Date(time), "timestamptz")) as Date).toISOString(), time).toBe(time);
          const stored = await sql<{
            text: string;
          }>`select to_char(${new Date(time)}::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as text`.execute(
            database.db,
          );
          expect(stored.rows[0]?.text).toBe(time);
        }
      } finally {
        if (before === undefined) delete process.env["TZ"];
        else process.env["TZ"] = before;
      }
    },
  );

  test("that counts is a number, so that 101 is more than 11", async () => {
    const counts = await sql<{ count: number }>`select count(*) as count from generate_series(1, 101)`.execute(database.db);
    expect(counts.rows[0]?.count).toBe(101);
    expect(await readBack(Number.MAX_SAFE_INTEGER, "bigint")).toBe(Number.MAX_SAFE_INTEGER);
  });

  test.each([Number.MIN_VALUE, Number.MAX_VALUE, -0.1, 1e100, 5e-324, 0.1 + 0.2])(
    "of %d as a measurement comes back exactly",
    async (value) => {
      expect(await readBack(value, "double precision")).toBe(value);
    },
  );
});

describe("a pool", () => {
  test("outlives a connection that the server closes, and says so in the log", async () => {
    const warnings: string[] = [];
    const log: Log = { ...silentLog, warn: (message) => void warnings.push(message) };
    const db = openDatabase(database.target, { poolMax: 1, log });
    const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await sql`select pg_terminate_backend(${own.rows[0]?.pid ?? 0})`.execute(database.db);
    await expect.poll(() => warnings).toEqual(["an idle database connection was closed"]);

    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await db.destroy();
  });

  test("never opens more connections than it may", async () => {
    const db = openDatabase(database.target, { poolMax: 2, log: silentLog });
    const pids = await Promise.all(
      Array.from({ length: 8 }, () => sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.02)`.execute(db)),
    );
    expect(new Set(pids.map((result) => result.rows[0]?.pid)).size).toBeLessThanOrEqual(2);
    await db.destroy();
  });
});
