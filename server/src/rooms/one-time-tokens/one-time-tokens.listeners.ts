import type { Events } from "../../database/events.ts";
import { deleteOneTimeRowsOf } from "./one-time-tokens.store.ts";
import { forActivePeople, sentToAddress } from "./purposes.ts";

/** A person who may not act any more cannot come back by an old link, nor can whoever reads an address that was wrong. */
export function listenToUsers(events: Events): void {
  events.on("user.suspended", (tx, user) => deleteOneTimeRowsOf(tx, user, forActivePeople));
  events.on("user.deleted", (tx, user) => deleteOneTimeRowsOf(tx, user, forActivePeople));
  events.on("user.email_changed", (tx, user) => deleteOneTimeRowsOf(tx, user, sentToAddress));
}
