export { DashboardView } from "./dashboard-view.tsx";
export type { DashboardViewProps } from "./dashboard-view.tsx";
export type { DashboardChanges, DashboardSource, WidgetRange } from "./dashboard-source.ts";
export { layOut, widgetsOfTab } from "./lay-out.ts";
export type { PlacedWidget } from "./lay-out.ts";
export { periodToRange } from "./period.ts";
export { widgetKindWords } from "./widget-kind-words.ts";
