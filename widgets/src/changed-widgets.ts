import type { DashboardChanges } from "./dashboard-source.ts";

/** Widgets whose last data is another than it was. */
export function changedWidgets(before: DashboardChanges, now: DashboardChanges): string[] {
  return Object.keys(now.widgets).filter((id) => before.widgets[id] !== now.widgets[id]);
}
