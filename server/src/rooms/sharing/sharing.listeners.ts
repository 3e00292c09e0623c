import type { Events } from "../../database/events.ts";
import { deleteSharesOf, deleteSharesOfWidget } from "./sharing.store.ts";

/** Links die with what they open. */
export function listenToDashboards(events: Events): void {
  events.on("dashboard.deleted", (tx, { profileId, dashboardId }) => deleteSharesOf(tx, profileId, dashboardId));
  events.on("widget.deleted", (tx, { profileId, widgetId }) => deleteSharesOfWidget(tx, profileId, widgetId));
}
