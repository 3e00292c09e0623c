import type { Events } from "../../database/events.ts";
import { notifyAdministrators } from "./create-notification.ts";

/** Administrators learn in time that widgets will soon show nothing. */
export function listenToDataOutput(events: Events): void {
  events.on("data_output.near_limit", (tx, { ctx, used, recordsMax }) =>
    notifyAdministrators(tx, ctx, {
      title: "Data output: 80 % used",
      message: `Widgets have shown ${Math.min(used, recordsMax)} of the ${recordsMax} records of this month. When they have shown all, they show nothing until the next month or until the limit is raised.`,
    }),
  );
}
