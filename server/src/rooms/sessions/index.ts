export { authenticateSession } from "./authenticate-session.ts";
export { endSession } from "./end-session.ts";
export { getPortalProfile, toPortalMe } from "./portal-session.ts";
export { listenToUsers as listenToUsersForSessions } from "./sessions.listeners.ts";
export { sessionRoutes } from "./sessions.routes.ts";
export { countOpenSessions, deleteExpiredSessions } from "./sessions.store.ts";
export { signIn } from "./sign-in.ts";
export { startSession, type StartedSession } from "./start-session.ts";
