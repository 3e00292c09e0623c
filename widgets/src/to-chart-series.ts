import type { WidgetData, WidgetSeries } from "@latchkey/contract";
import type { ChartSeries } from "@latchkey/ui";

/** What can be drawn: numbers as they are, switches as 1 and 0; texts only a table can show. */
export function toChartSeries(series: readonly WidgetSeries[]): ChartSeries[] {
  return series.map((each) => ({
    name: each.name,
    unit: each.unit,
    points: each.points.flatMap((point) => {
      const value = toNumber(point.value);

      return value === null ? [] : [{ time: point.time, value }];
    }),
  }));
}

export function toNumber(value: number | string | boolean): number | null {
  if (typeof value === "boolean") return value ? 1 : 0;

  return typeof value === "number" ? value : null;
}

export function isEmptyData(data: WidgetData): boolean {
  return data.series.every((series) => series.points.length === 0);
}
