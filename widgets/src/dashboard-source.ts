import type { apiRoutes, RouteAnswer, WidgetData } from "@latchkey/contract";

export type DashboardChanges = RouteAnswer<(typeof apiRoutes)["dashboards"]["getDashboardChanges"]>;
export type FormValues = Record<string, number | string | boolean>;

/** From inclusive, to exclusive; without either, the newest figures. */
export interface WidgetRange {
  from?: string;
  to?: string;
}

/** Where a dashboard's figures come from: console and portal ask different routes. */
export interface DashboardSource {
  loadData: (widgetId: string, range: WidgetRange, signal: AbortSignal) => Promise<WidgetData>;
  /** Asked every few seconds while the page is seen; without it the dashboard is not live. */
  loadChanges?: (signal: AbortSignal) => Promise<DashboardChanges>;
  submitForm: (widgetId: string, values: FormValues) => Promise<unknown>;
  /** Address of the CSV, for callers whom the browser's own cookie signs in. */
  exportUrl?: (widgetId: string, range: WidgetRange) => string;
  /** The CSV itself, for callers with a token (share links): a plain link could not carry it. */
  exportCsv?: (widgetId: string, range: WidgetRange) => Promise<string>;
}
