export { attemptRoutes } from "./attempts.routes.ts";
export { deleteOldAttempts } from "./attempts.store.ts";
export { countSuccess, countTry, isSuspiciousAddress, takeBackTry, type CountedTry, type Try } from "./count-try.ts";
