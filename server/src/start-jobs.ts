import { run, type TaskList } from "graphile-worker";
import { sql } from "kysely";
import type { App } from "./app.ts";
import { openPoolBeside, type Database } from "./database/database.ts";
import { jobLogger } from "./database/job-logger.ts";
import { jobSchema } from "./database/jobs.ts";
import type { JobEntry } from "./http/jobs.ts";
import type { Log } from "./platform/log.ts";

const concurrency = 4;
/** A job that takes longer is thought to have died with its node, and is begun anew. */
const abandonedMinutes = 5;
const sweepSeconds = 60;

export interface RunningJobs {
  stop(): Promise<void>;
}

/** Works on jobs until stopped; every node does, and each job goes to one of them. */
export async function startJobs(app: Pick<App, "jobs" | "commandLineContext">, db: Database, log: Log): Promise<RunningJobs> {
  // One connection listens for new jobs, the others fetch and finish them.
  const { pool, isDirect } = openPoolBeside(db, { connectionsMax: concurrency + 1, log });
  // Only one server uses an embedded database: whatever its predecessor had begun, nobody works on any more.
  await freeJobsHeldFor(db, isDirect ? 0 : abandonedMinutes);
  const runner = await run({
    pgPool: pool,
    schema: jobSchema,
    concurrency,
    logger: jobLogger(log),
    // A pooler may hand the next statement to another server process, which does not know what was prepared.
    noPreparedStatements: !isDirect,
    noHandleSignals: true,
    parsedCronItems: [],
    taskList: taskListOf(app),
  });

  const sweep = setInterval(() => {
    freeJobsHeldFor(db, abandonedMinutes).catch((error: unknown) =>
      log.error("timed work failed", { chore: "free abandoned jobs", error }),
    );
  }, sweepSeconds * 1000);
  sweep.unref();
  return {
    stop: async () => {
      clearInterval(sweep);
      await runner.stop();
      await pool.end();
    },
  };
}

function taskListOf(app: Pick<App, "jobs" | "commandLineContext">): TaskList {
  return Object.fromEntries(app.jobs.map((job) => [job.name, (payload: unknown) => runJob(app, job, payload)]));
}

/** Does one job in the profile that its payload names. */
export async function runJob(app: Pick<App, "commandLineContext">, job: JobEntry, payload: unknown): Promise<void> {
  const profileId = typeof payload === "object" && payload !== null && "profileId" in payload ? payload.profileId : undefined;
  await job.handler(app.commandLineContext(typeof profileId === "string" ? profileId : undefined), payload as never);
}

/** graphile-worker itself waits for four hours, which a sign-in code does not. */
async function freeJobsHeldFor(db: Database, minutes: number): Promise<void> {
  await sql`
    select ${sql.id(jobSchema, "force_unlock_workers")}(array_agg(distinct locked_by))
    from ${sql.table(`${jobSchema}._private_jobs`)}
    where locked_at < now() - make_interval(mins => ${minutes}::int) having count(*) > 0`.execute(db);
}
