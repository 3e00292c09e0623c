import { addJob } from "../../database/jobs.ts";
import type { Events } from "../../database/events.ts";
import { deleteTicketsOf } from "./tickets.store.ts";

/** A sign-in that is under way ends with whatever it was built on. */
export function listenToUsers(events: Events): void {
  events.on("user.suspended", deleteTicketsOf);
  events.on("user.deleted", deleteTicketsOf);
  events.on("user.email_changed", deleteTicketsOf);
  events.on("user.password_changed", deleteTicketsOf);
  events.on("user.password_changed", async (tx, { profileId, userId, notice }) => {
    if (notice !== null) await addJob(tx, "sign_in.tell_password", { profileId, userId, ...notice });
  });
}
