import type { BarSeriesOption, LineSeriesOption } from "echarts/charts";
import { chartBase } from "./chart-base.ts";
import type { ChartOption } from "./chart-canvas.tsx";
import { formatAxisFigure, formatFigure } from "./format-figure.ts";
import { formatTick, momentFormat, precisionOf } from "./format-moment.ts";
import { seriesDashes } from "./series-colors.ts";
import type { SeriesTable } from "./series-table.ts";
import { timeTicks } from "./time-ticks.ts";
import type { ChartLook } from "./use-chart-look.ts";

export interface SeriesOptionInput {
  kind: "line" | "area" | "bar";
  table: SeriesTable;
  look: ChartLook;
  locale: string;
  timeZone: string;
  decimals?: number | undefined;
  width: number;
}

/** Above this many points a dot at each would hide the line. */
const dotsMax = 40;
/** Pixels below which date and time of a bar stand on two lines. */
const stackedLabelsBelow = 480;
const tickWidth = 90;

export function seriesOption(input: SeriesOptionInput): ChartOption {
  const { kind, table, look, locale } = input;
  const base = chartBase(look);
  const hasLegend = table.columns.length > 1;
  const units = new Set(table.columns.map((column) => column.unit ?? ""));
  const unit = units.size === 1 ? [...units][0] : undefined;

  return {
    ...base,
    legend: { ...base.legend, show: hasLegend },
    // A single series of bars needs no pattern: there is nothing to tell apart.
    aria: { enabled: true, label: { enabled: false }, decal: { show: hasLegend && kind !== "line" } },
    grid: {
      top: unit === undefined || unit === "" ? 12 : 30,
      right: 16,
      bottom: hasLegend ? 34 : 8,
      left: 8,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    tooltip: { ...base.tooltip, trigger: "axis", formatter: (hovered: unknown) => tooltipText(hovered, input) },
    xAxis: kind === "bar" ? barAxis(input) : timeAxis(input),
    yAxis: {
      type: "value",
      scale: kind === "line",
      name: unit ?? "",
      nameLocation: "end",
      nameTextStyle: { align: "left", color: look.dimmed, padding: [0, 0, 0, -6] },
      axisLabel: { color: look.dimmed, formatter: (value: number) => formatAxisFigure(value, locale) },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: kind === "bar" ? barSeries(table) : lineSeries(table, kind, look),
  };
}

function timeAxis({ table, look, locale, timeZone, width }: SeriesOptionInput) {
  const from = table.moments[0] ?? 0;
  const to = table.moments.at(-1) ?? 0;
  const { ticks, step } = timeTicks({ from, to, countMax: Math.max(2, Math.floor(width / tickWidth)), timeZone });

  return {
    type: "time" as const,
    min: from,
    max: to,
    axisLine: { lineStyle: { color: look.dimmed } },
    axisTick: { show: true, customValues: ticks },
    axisLabel: {
      color: look.dimmed,
      hideOverlap: true,
      customValues: ticks,
      formatter: (at: number) => formatTick(at, step, { locale, timeZone }),
    },
    splitLine: { show: false },
  };
}

function barAxis({ table, look, locale, timeZone, width }: SeriesOptionInput) {
  const precision = precisionOf(table.moments, timeZone);
  const format = momentFormat(precision, { locale, timeZone });
  // Where a date is long, such as "31 de out. de 2026, 21:00", a narrow chart would otherwise have room for no label at all.
  const isStacked = width < stackedLabelsBelow && (precision === "minute" || precision === "second");

  return {
    type: "category" as const,
    data: table.moments.map(format),
    axisLine: { lineStyle: { color: look.dimmed } },
    axisTick: { alignWithLabel: true },
    axisLabel: {
      color: look.dimmed,
      hideOverlap: true,
      ...(isStacked ? { lineHeight: 15, formatter: (label: string) => label.replace(/, (?=[^,]*$)/, "\n") } : {}),
    },
  };
}

function lineSeries(table: SeriesTable, kind: "line" | "area", look: ChartLook): LineSeriesOption[] {
  return table.columns.map((column, index) => {
    const color = look.colors[index % look.colors.length] ?? look.text;
    const dash = seriesDashes[index % seriesDashes.length] ?? "solid";

    return {
      type: "line",
      name: column.name,
      data: column.points.map((point) => [point.at, point.value]),
      showSymbol: column.points.length <= dotsMax,
      symbol: "circle",
      symbolSize: 5,
      sampling: "lttb",
      lineStyle: { width: 2, type: typeof dash === "string" ? dash : [...dash], color },
      itemStyle: { color },
      ...(kind === "area" ? { areaStyle: { opacity: 0.22, color } } : {}),
    };
  });
}

function barSeries(table: SeriesTable): BarSeriesOption[] {
  return table.columns.map((column) => ({
    type: "bar",
    name: column.name,
    data: column.values.map((value) => value ?? "-"),
    barMaxWidth: 48,
    itemStyle: { borderRadius: [2, 2, 0, 0] },
  }));
}

interface Hovered {
  seriesIndex: number;
  dataIndex: number;
}

/** All series at the hovered moment, each with its own unit. */
function tooltipText(hovered: unknown, { kind, table, locale, timeZone, decimals }: SeriesOptionInput): string {
  const items = (Array.isArray(hovered) ? hovered : [hovered]) as Hovered[];
  const format = momentFormat(precisionOf(table.moments, timeZone), { locale, timeZone });
  const lines: string[] = [];
  let at: number | undefined;

  for (const { seriesIndex, dataIndex } of items) {
    const column = table.columns[seriesIndex];
    const value = kind === "bar" ? column?.values[dataIndex] : column?.points[dataIndex]?.value;
    if (column === undefined || value === undefined || value === null) continue;
    at ??= kind === "bar" ? table.moments[dataIndex] : column.points[dataIndex]?.at;
    lines.push(`${column.name}: ${formatFigure(value, { locale, decimals, unit: column.unit })}`);
  }

  return [at === undefined ? "" : format(at), ...lines].join("\n");
}
