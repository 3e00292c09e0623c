import { useCallback, useMemo } from "react";
import { useUi } from "../app/ui-context.ts";
import { ChartBox } from "./chart-box.tsx";
import { ChartCanvas } from "./chart-canvas.tsx";
import { FigureTable } from "./figure-table.tsx";
import { formatFigure } from "./format-figure.ts";
import { momentFormat, precisionOf } from "./format-moment.ts";
import { seriesOption } from "./series-option.ts";
import { toSeriesTable } from "./series-table.ts";
import type { ChartSeries, SeriesTable } from "./series-table.ts";
import { useChartLook } from "./use-chart-look.ts";
import type { ChartView } from "./view-toggle.tsx";

export interface TimeSeriesChartProps {
  /** What it shows, for screen readers and the table's caption. */
  name: string;
  kind: "line" | "area" | "bar";
  series: readonly ChartSeries[];
  /** CSS height; fills its parent when absent. */
  height?: number | string;
  /** Chosen from outside; without it, the chart brings its own switch to the table twin. */
  view?: ChartView;
  locale?: string | undefined;
  timeZone?: string | undefined;
  decimals?: number | undefined;
}

/** Figures over time as lines, areas or bars, in the given time zone. */
export function TimeSeriesChart({ name, kind, series, height, view, decimals, ...scope }: TimeSeriesChartProps) {
  const ui = useUi();
  const look = useChartLook();
  const locale = scope.locale ?? ui.locale;
  const timeZone = scope.timeZone ?? ui.timeZone;
  const table = useMemo(() => toSeriesTable(series), [series]);
  const option = useCallback(
    (width: number) => seriesOption({ kind, table, look, locale, timeZone, decimals, width }),
    [kind, table, look, locale, timeZone, decimals],
  );

  return (
    <ChartBox
      name={name}
      height={height}
      view={view}
      chart={<ChartCanvas name={name} option={option} />}
      table={<SeriesTwin name={name} table={table} locale={locale} timeZone={timeZone} decimals={decimals} />}
    />
  );
}

interface SeriesTwinProps {
  name: string;
  table: SeriesTable;
  locale: string;
  timeZone: string;
  decimals: number | undefined;
}

/** Newest first: that is what people look for in a table. */
function SeriesTwin({ name, table, locale, timeZone, decimals }: SeriesTwinProps) {
  const { words } = useUi();
  const format = momentFormat(precisionOf(table.moments, timeZone), { locale, timeZone });

  function row(index: number): string[] {
    const place = table.moments.length - 1 - index;
    const figures = table.columns.map((column) => {
      const value = column.values[place] ?? null;

      return value === null ? "" : formatFigure(value, { locale, decimals, unit: column.unit });
    });

    return [format(table.moments[place] ?? 0), ...figures];
  }

  return (
    <FigureTable
      caption={name}
      headers={[words.time, ...table.columns.map((column) => column.name)]}
      rowCount={table.moments.length}
      row={row}
    />
  );
}
