/** Keys by which figures are kept and thrown away; the first two parts of a widget's name all its periods. */
export function dataKey(dashboardId: string, widgetId: string) {
  return ["widget-data", dashboardId, widgetId] as const;
}

export function changesKey(dashboardId: string) {
  return ["dashboard-changes", dashboardId] as const;
}
