import { Logger } from "graphile-worker";
import type { Log } from "../platform/log.ts";

/** For work in which graphile-worker says nothing that anybody needs. */
export const quietJobLogger = new Logger(() => () => undefined);

/** graphile-worker's messages as lines of our log; what it calls information is detail to whoever runs Latchkey. */
export function jobLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const fields = { ...(scope.taskIdentifier === undefined ? {} : { job: scope.taskIdentifier }), detail: message };
    if (level === "error") log.error("a job failed", fields);
    else if (level === "warning") log.warn("jobs", fields);
    else log.debug("jobs", fields);
  });
}
