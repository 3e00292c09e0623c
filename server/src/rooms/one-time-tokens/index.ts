export { createOneTime, isOneTimeFresh, type CreatedOneTime, type NewOneTime } from "./create-one-time.ts";
export { listenToUsers as listenToUsersForOneTimeTokens } from "./one-time-tokens.listeners.ts";
export { deleteExpiredOneTimes, deleteOneTimeRowsOf as deleteOneTimes } from "./one-time-tokens.store.ts";
export type { OneTimePurpose } from "./purposes.ts";
export { findOneTime, takeOneTime, tryOneTimeCode, type OneTime } from "./take-one-time.ts";
