import { sql } from "kysely";
import type { Tx } from "./database.ts";

/** Every kind of job with what it is given. Each room adds its own by declaration merging in its `*.jobs.ts`. */
// oxlint-disable-next-line typescript/no-empty-interface -- rooms merge their jobs into it
export interface JobMap {}

export type JobName = keyof JobMap;

export interface JobOptions {
  /** Not before; at once when left out. */
  runAt?: Date;
  /** Of several waiting jobs with one key only the last one is kept. */
  key?: string;
  /** Lower runs first; 0 when left out. */
  priority?: number;
}

/** Where jobs are kept; graphile-worker owns everything in it. */
export const jobSchema = "graphile_worker";

/**
 * Adds a job to the outbox, inside the transaction of the change itself: it runs if, and only if, that is committed. It may
 * run twice (a node that dies halfway has not finished), so what it does must be safe to repeat.
 */
export async function addJob<Name extends JobName>(tx: Tx, name: Name, payload: JobMap[Name], options: JobOptions = {}): Promise<void> {
  const { runAt = null, key = null, priority = 0 } = options;
  await sql`
    select ${sql.id(jobSchema, "add_job")}(
      identifier => ${name}::text, payload => ${JSON.stringify(payload)}::json, run_at => ${runAt}::timestamptz,
      job_key => ${key}::text, priority => ${priority}::int)`.execute(tx);
}
