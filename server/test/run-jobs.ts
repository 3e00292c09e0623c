import { sql } from "kysely";
import { runJob } from "../src/start-jobs.ts";
import type { App } from "../src/app.ts";
import type { TestApp } from "./test-app.ts";

const roundsMax = 1000;

/** A whole test app, or a room's bench. */
type JobsAtHand = Pick<TestApp, "db" | "clock"> & { app: Pick<App, "jobs" | "commandLineContext"> };

/**
 * Does every job that is due by the test's clock, and those that these add, one after the other; answers their names. What a
 * job throws is thrown: nothing is tried again behind a test's back.
 */
export async function runJobsNow(latchkey: JobsAtHand): Promise<string[]> {
  const done: string[] = [];
  for (let round = 0; round < roundsMax; round += 1) {
    const job = await takeDueJob(latchkey);
    if (job === undefined) return done;

    const entry = latchkey.app.jobs.find(({ name }) => name === job.name);
    if (entry === undefined) throw new Error(`no room does the job ${job.name}`);
    await runJob(latchkey.app, entry, job.payload);
    done.push(job.name);
  }
  throw new Error("jobs add jobs without end");
}

/** What was added without a time runs at once: it has the time of the database, which knows nothing of the test's clock. */
async function takeDueJob({ db, clock }: JobsAtHand): Promise<{ name: string; payload: unknown } | undefined> {
  const result = await sql<{ name: string; payload: unknown }>`
    delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
    where t.id = j.task_id and j.id = (
      select id from graphile_worker._private_jobs where run_at = created_at or run_at <= ${clock.now()} order by priority, run_at, id limit 1)
    returning t.identifier as name, j.payload`.execute(db);
  return result.rows[0];
}
