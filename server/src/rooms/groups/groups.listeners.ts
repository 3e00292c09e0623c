import type { Events } from "../../database/events.ts";
import { leaveAllGroups } from "../users/index.ts";

/** Whoever is deleted is in no group any more, and comes back into none when restored. */
export function listenToUsers(events: Events): void {
  events.on("user.deleted", (tx, { profileId, userId }) => leaveAllGroups(tx, profileId, userId));
}
