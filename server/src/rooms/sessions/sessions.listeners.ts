import type { Events } from "../../database/events.ts";
import { deleteSessionsOf } from "./sessions.store.ts";

/** Sessions end with whatever made them possible. */
export function listenToUsers(events: Events): void {
  events.on("user.suspended", (tx, { profileId, userId }) => deleteSessionsOf(tx, profileId, userId, null));
  events.on("user.deleted", (tx, { profileId, userId }) => deleteSessionsOf(tx, profileId, userId, null));
  events.on("user.password_changed", (tx, { profileId, userId, keptSessionId }) => deleteSessionsOf(tx, profileId, userId, keptSessionId));
}
