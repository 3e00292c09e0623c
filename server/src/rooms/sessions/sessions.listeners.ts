import type { Events } from "../../database/events.ts";
import { deleteSessionsOf } from "./sessions.store.ts";

/** Sessions end with whatever made them possible. */
export function listenToUsers(events: Events): void {
  events.on("user.suspended", async (tx, person) => void (await deleteSessionsOf(tx, person, null)));
  events.on("user.deleted", async (tx, person) => void (await deleteSessionsOf(tx, person, null)));
  events.on("user.factors_reset", async (tx, person) => void (await deleteSessionsOf(tx, person, null)));
  events.on(
    "user.password_changed",
    async (tx, { keptSessionId, notice: _notice, ...person }) => void (await deleteSessionsOf(tx, person, keptSessionId)),
  );
}
