import type { JobMap, JobName } from "../database/jobs.ts";
import type { Context } from "./context.ts";

/** Does the work of one job; what it throws is logged, and the job tried again later. */
export type JobHandler<Name extends JobName> = (ctx: Context, payload: JobMap[Name]) => Promise<unknown>;

export interface JobEntry {
  name: string;
  handler: (ctx: Context, payload: never) => Promise<unknown>;
}

/** Ties a kind of job to what does it; the types of both must agree. */
export function onJob<Name extends JobName>(name: Name, handler: JobHandler<Name>): JobEntry {
  return { name, handler };
}
