import type { WidgetSeries } from "@latchkey/contract";
import { byteOrderMark, csvLine } from "../../platform/csv.ts";

/** One line a record: time, series, value, unit. */
export async function* widgetCsvLines(series: readonly WidgetSeries[]): AsyncIterable<string> {
  yield byteOrderMark;
  yield csvLine(["time", "series", "value", "unit"]);
  for (const each of series) {
    for (const point of each.points) yield csvLine([point.time, each.name, String(point.value), each.unit ?? ""]);
  }
}
