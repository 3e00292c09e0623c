import "./sessions.events.ts";

export { authenticateSession } from "./authenticate-session.ts";
export { endSession } from "./end-session.ts";
export { findPlace, type Place } from "./find-place.ts";
export { findEntry, openSession, type Entry, type Opening } from "./open-session.ts";
export { getPortalProfile, renameMyself, toOwnSession } from "./portal-session.ts";
export { renewDueSession, renewSession, type RenewedSession } from "./renew-session.ts";
export { sessionListRoutes } from "./session-lists.routes.ts";
export { createSessionStreams, type SessionStreams } from "./session-streams.ts";
export { sessionErrors } from "./sessions.errors.ts";
export { listenToUsers as listenToUsersForSessions } from "./sessions.listeners.ts";
export { sessionRoutes } from "./sessions.routes.ts";
export { countOpenSessions, deleteExpiredSessions, markRenewalDue } from "./sessions.store.ts";
export { startSession, type Acting, type StartedSession } from "./start-session.ts";
