import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startRoomBench, type RoomBench } from "../test/room-bench.ts";
import { openDatabase } from "./database/database.ts";
import { addJob } from "./database/jobs.ts";
import { onJob } from "./http/jobs.ts";
import { silentLog } from "./platform/log.ts";
import { startJobs } from "./start-jobs.ts";

declare module "./database/jobs.ts" {
  interface JobMap {
    "test.note": { profileId: string; note: string };
  }
}

const done: { profileId: string; note: string }[] = [];
let expected = 0;
let whenDone: () => void = () => undefined;

const jobs = [
  onJob("test.note", async (ctx, { note }) => {
    done.push({ profileId: ctx.profileId, note });
    if (done.length >= expected) whenDone();
  }),
];

/** Resolves when so many jobs were done. */
function allDone(count: number): Promise<void> {
  expected = count;
  return new Promise((resolve) => {
    whenDone = resolve;
  });
}

let bench: RoomBench;
beforeAll(async () => {
  bench = await startRoomBench(jobs);
});
afterAll(() => bench.close());
beforeEach(() => void done.splice(0));

const add = (note: string) => bench.db.transaction().execute((tx) => addJob(tx, "test.note", { profileId: `profile of ${note}`, note }));
const left = async () => (await sql<{ id: string }>`select id from graphile_worker._private_jobs`.execute(bench.db)).rows.length;

describe("jobs", () => {
  test("that wait and that come later are each done once by one of several nodes, in the profile they are about", async () => {
    const other = openDatabase(bench.target, { poolMax: 4, log: silentLog });
    const everything = allDone(100);
    for (let index = 0; index < 50; index += 1) await add(`early ${index}`);
    const nodes = [await startJobs(bench.app, other, silentLog), await startJobs(bench.app, other, silentLog)];
    for (let index = 0; index < 50; index += 1) await add(`late ${index}`);

    await everything;
    for (const node of nodes) await node.stop();
    await other.destroy();
    expect(new Set(done.map(({ note }) => note)).size).toBe(100);
    expect(done).toHaveLength(100);
    expect(done.every(({ profileId, note }) => profileId === `profile of ${note}`)).toBe(true);
    expect(await left()).toBe(0);
  });

  test("of a transaction that is rolled back are none", async () => {
    await bench.db
      .transaction()
      .execute(async (tx) => {
        await addJob(tx, "test.note", { profileId: "", note: "never" });
        throw new Error("changed my mind");
      })
      .catch(() => undefined);
    expect(await left()).toBe(0);
  });

  test("with one key are one: the last", async () => {
    for (const note of ["first", "second"]) {
      await bench.db.transaction().execute((tx) => addJob(tx, "test.note", { profileId: "", note }, { key: "same" }));
    }
    expect(await left()).toBe(1);
    const everything = allDone(1);
    const node = await startJobs(bench.app, bench.db, silentLog);
    await everything;
    await node.stop();
    expect(done.map(({ note }) => note)).toEqual(["second"]);
  });

  test("that a dead node had begun are begun anew, of a node beside it after a while only", async () => {
    await add("begun");
    await sql`update graphile_worker._private_jobs set locked_at = now() - interval '6 minutes', locked_by = 'dead', attempts = 1`.execute(
      bench.db,
    );
    const other = openDatabase(bench.target, { poolMax: 4, log: silentLog });
    const everything = allDone(1);
    const node = await startJobs(bench.app, other, silentLog);
    await everything;
    await node.stop();
    await other.destroy();
    expect(done).toHaveLength(1);
  });

  test("of a server that was killed are begun at once when it comes back to its own embedded database", async () => {
    await add("begun");
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed', attempts = 1`.execute(bench.db);
    const everything = allDone(1);
    const node = await startJobs(bench.app, bench.db, silentLog);
    await everything;
    await node.stop();
    expect(done).toHaveLength(1);
  });
});
