import type { Dashboard, Widget } from "@latchkey/contract";
import { widgetsOfTab } from "@latchkey/widgets";

/** The widgets on a tab; all of them where there are no tabs. */
export function widgetsOn(dashboard: Dashboard, tabId: string | null): Widget[] {
  const tabIds = dashboard.tabs.map((tab) => tab.id);

  return widgetsOfTab(dashboard.widgets, tabIds, tabId ?? tabIds[0] ?? null);
}

/** The widgets on the same tab as this one, itself included. */
export function widgetsBeside(dashboard: Dashboard, widget: Widget): Widget[] {
  const tab = dashboard.tabs.find(({ id }) => widgetsOn(dashboard, id).some((each) => each.id === widget.id));

  return widgetsOn(dashboard, tab?.id ?? null);
}
