import type { Events } from "../../database/events.ts";
import { deletePasswordLinksOf } from "./credentials.store.ts";

/** A person who may not act any more cannot come back by an old link, nor can whoever reads an address that was wrong. */
export function listenToUsers(events: Events): void {
  events.on("user.suspended", (tx, { profileId, userId }) => deletePasswordLinksOf(tx, profileId, userId));
  events.on("user.email_changed", (tx, { profileId, userId }) => deletePasswordLinksOf(tx, profileId, userId));
  events.on("user.deleted", (tx, { profileId, userId }) => deletePasswordLinksOf(tx, profileId, userId));
}
