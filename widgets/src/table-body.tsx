import type { WidgetData } from "@latchkey/contract";
import { FigureTable, momentFormat, precisionOf } from "@latchkey/ui";
import { useMemo } from "react";
import { useDashboard } from "./dashboard-context.ts";
import { formatValue } from "./format-value.ts";
import { toRows } from "./to-rows.ts";

/** One row per moment, newest first; one column per source. */
export function TableBody({ name, data }: { name: string; data: WidgetData }) {
  const { t, locale, timeZone } = useDashboard();
  const rows = useMemo(() => toRows(data.series), [data]);
  const wordColumns = useMemo(() => columnsOfWords(data), [data]);
  const format = momentFormat(
    precisionOf(
      rows.map((row) => row.at),
      timeZone,
    ),
    { locale, timeZone },
  );

  function cells(index: number): string[] {
    const row = rows[index];
    if (row === undefined) return [];
    const values = data.series.map((series, at) => {
      const value = row.values[at];

      return value === undefined ? "" : formatValue(value, { t, locale, unit: series.unit });
    });

    return [format(row.at), ...values];
  }

  return (
    <FigureTable
      caption={name}
      headers={[t("widgets.time"), ...data.series.map((series) => series.name)]}
      rowCount={rows.length}
      row={cells}
      wordColumns={wordColumns}
    />
  );
}

/** Columns whose series hold anything but numbers; column 0 is the time. */
function columnsOfWords(data: WidgetData): ReadonlySet<number> {
  const columns = data.series.flatMap((series, index) =>
    series.points.some((point) => typeof point.value !== "number") ? [index + 1] : [],
  );
  return new Set(columns);
}
