import type { Events } from "../../database/events.ts";
import { deleteSharesOf } from "./sharing.store.ts";

/** Links die with their dashboard. */
export function listenToDashboards(events: Events): void {
  events.on("dashboard.deleted", (tx, { profileId, dashboardId }) => deleteSharesOf(tx, profileId, dashboardId));
}
