import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { databaseState } from "../../test/database-state.ts";
import { startTestApp, type TestApp } from "../../test/test-app.ts";
import { createTestDatabase, type TestDatabase } from "../../test/test-database.ts";
import { suspendUser } from "../rooms/users/index.ts";
import type { Tx } from "./database.ts";
import { brokenConstraint, databaseErrorCode, transact } from "./transact.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await sql`create table accounts (name text primary key, amount integer not null)`.execute(database.db);
});
beforeEach(() => sql`truncate accounts`.execute(database.db));
afterAll(() => database.drop());

const insert = (tx: Tx, name: string, amount = 0) => sql`insert into accounts values (${name}, ${amount})`.execute(tx);
const add = (tx: Tx, name: string, amount: number) => sql`update accounts set amount = amount + ${amount} where name = ${name}`.execute(tx);

async function accounts(): Promise<Record<string, number>> {
  const result = await sql<{ name: string; amount: number }>`select * from accounts order by name`.execute(database.db);
  return Object.fromEntries(result.rows.map((row) => [row.name, row.amount]));
}

/** What PostgreSQL itself throws with this SQLSTATE. */
async function raise(tx: Tx, code: string): Promise<never> {
  await sql.raw(`do $$ begin raise exception 'asked for' using errcode = '${code}'; end $$`).execute(tx);
  throw new Error("PostgreSQL did not raise");
}

/** Lets everybody go on only when all have arrived. */
function meetingOf(count: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  return async () => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === count) for (const goOn of waiting) goOn();
    });
  };
}

describe("transact", () => {
  test("commits what was written and answers what the work answered", async () => {
    const work = async (tx: Tx) => {
      await insert(tx, "ann");
      return "done";
    };
    expect(await transact(database.db, work)).toBe("done");
    expect(await accounts()).toEqual({ ann: 0 });
  });

  test("rolls everything back when the work throws, and throws the same", async () => {
    const error = new Error("changed my mind");
    const work = transact(database.db, async (tx) => {
      await insert(tx, "ann");
      throw error;
    });
    await expect(work).rejects.toBe(error);
    expect(await accounts()).toEqual({});
  });

  test.each([
    ["40001", "a serialization failure"],
    ["40P01", "a deadlock"],
  ])("tries again after %s, %s, and writes once", async (code) => {
    let attempts = 0;
    await transact(database.db, async (tx) => {
      attempts += 1;
      await insert(tx, `attempt ${attempts}`);
      if (attempts < 3) await raise(tx, code);
    });
    expect(attempts).toBe(3);
    expect(await accounts()).toEqual({ "attempt 3": 0 });
  });

  test("gives up after five attempts, with the database's own error", async () => {
    let attempts = 0;
    const work = transact(database.db, async (tx) => {
      attempts += 1;
      await raise(tx, "40001");
    });
    await expect(work).rejects.toMatchObject({ code: "40001" });
    expect(attempts).toBe(5);
  });

  test.each(["23505", "23503", "22021", "57014", "P0001"])("does not try again after %s, which would fail the same way", async (code) => {
    let attempts = 0;
    const work = transact(database.db, async (tx) => {
      attempts += 1;
      await raise(tx, code);
    });
    await expect(work).rejects.toMatchObject({ code });
    expect(attempts).toBe(1);
  });

  test("two that lock the same rows in opposite order both succeed in the end", async () => {
    await sql`insert into accounts values ('ann', 100), ('bob', 100)`.execute(database.db);
    const bothHoldOne = meetingOf(2);
    const move = (from: string, to: string) => {
      let attempts = 0;
      return transact(database.db, async (tx) => {
        attempts += 1;
        await add(tx, from, -10);
        if (attempts === 1) await bothHoldOne();
        await add(tx, to, 10);
        return attempts;
      });
    };

    const attempts = await Promise.all([move("ann", "bob"), move("bob", "ann")]);
    expect(await accounts()).toEqual({ ann: 100, bob: 100 });
    // PostgreSQL may find the deadlock from both sides at once on a busy machine.
    expect(Math.max(...attempts), "at least one of them was the deadlock's victim and came again").toBeGreaterThan(1);
  });

  test("two that read the same and write it under serializable isolation do not lose either change", async () => {
    await sql`insert into accounts values ('ann', 0)`.execute(database.db);
    const bothHaveRead = meetingOf(2);
    const addOne = () => {
      let isFirst = true;
      return transact(database.db, async (tx) => {
        await sql`set transaction isolation level serializable`.execute(tx);
        const read = await sql<{ amount: number }>`select amount from accounts where name = 'ann'`.execute(tx);
        if (isFirst) await bothHaveRead();
        isFirst = false;
        await sql`update accounts set amount = ${(read.rows[0]?.amount ?? 0) + 1} where name = 'ann'`.execute(tx);
      });
    };

    await Promise.all([addOne(), addOne()]);
    expect(await accounts()).toEqual({ ann: 2 });
  });
});

describe("errors of the database", () => {
  test("are told by their SQLSTATE, and nothing else is", async () => {
    expect(databaseErrorCode(await sql`select 1/0`.execute(database.db).catch((error: unknown) => error))).toBe("22012");
    expect(databaseErrorCode(new Error("no"))).toBeNull();
    expect(databaseErrorCode({ code: "23505" })).toBeNull();
    expect(databaseErrorCode(null)).toBeNull();
  });

  test("name the constraint that a write broke", async () => {
    await sql`insert into accounts values ('ann', 0)`.execute(database.db);
    const twice = await sql`insert into accounts values ('ann', 0)`.execute(database.db).catch((error: unknown) => error);
    const missing = await sql`insert into accounts values ('bob', null)`.execute(database.db).catch((error: unknown) => error);
    expect(brokenConstraint(twice)).toBe("accounts_pkey");
    expect(brokenConstraint(missing)).toBeNull();
  });
});

describe("a change that fails half way", () => {
  let latchkey: TestApp;
  beforeAll(async () => {
    latchkey = await startTestApp();
  });
  afterAll(() => latchkey.close());

  test("takes the audit entry and what listeners wrote with it", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const ctx = latchkey.app.commandLineContext(profile.id);
    const seen: string[] = [];
    // Runs after the product's own listeners, which have ended the user's sessions by then.
    ctx.events.on("user.suspended", async (tx, { userId }) => {
      const sessions = await sql<{ count: number }>`select count(*) as count from sessions where user_id = ${userId}`.execute(tx);
      const stored = await sql<{ status: string }>`select status from users where id = ${userId}`.execute(tx);
      seen.push(`${stored.rows[0]?.status}, ${sessions.rows[0]?.count} sessions`);
      throw new Error("a listener failed");
    });

    const before = await databaseState(latchkey.db);
    await expect(suspendUser(ctx, user.id, undefined)).rejects.toThrow("a listener failed");

    expect(seen).toEqual(["suspended, 0 sessions"]);
    expect(await databaseState(latchkey.db)).toEqual(before);
    const me = await latchkey.client(user.token).portal.getPortalMe({ params: { slug: profile.slug } });
    expect(me.user.id).toBe(user.id);
  });

  test("answers 500 with the request id and without the cause", async () => {
    const profile = await latchkey.make.aProfile();
    const user = await latchkey.make.aUser(profile);
    const answer = await latchkey.request({
      method: "POST",
      url: `/api/v1/profiles/${profile.id}/users/${user.id}/suspend`,
      headers: { authorization: `Bearer ${profile.administrator.token}` },
    });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: "http.internal", requestId: answer.headers["x-request-id"] });
    expect(answer.body).not.toContain("a listener failed");
  });
});
