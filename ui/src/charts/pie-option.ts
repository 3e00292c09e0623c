import { chartBase } from "./chart-base.ts";
import type { ChartOption } from "./chart-canvas.tsx";
import { formatFigure } from "./format-figure.ts";
import type { ChartLook } from "./use-chart-look.ts";

export interface PieSlice {
  name: string;
  /** Negative figures have no share of a whole and are drawn as none. */
  value: number;
}

export interface PieOptionInput {
  slices: readonly PieSlice[];
  look: ChartLook;
  unit: string | null | undefined;
  locale: string;
  decimals: number | undefined;
  width: number;
}

/** Below this width labels beside the pie would be cut off, so they move to a legend. */
const labelledWidthMin = 440;

/** So many names still fit below a narrow pie on a few lines; more would cover it. */
const wrappedSlicesMax = 6;

export function pieOption({ slices, look, unit, locale, decimals, width }: PieOptionInput): ChartOption {
  const base = chartBase(look);
  const isNarrow = width < labelledWidthMin;
  const total = slices.reduce((sum, slice) => sum + Math.max(0, slice.value), 0);
  const shareOf = new Map(slices.map((slice) => [slice.name, total > 0 ? (100 * Math.max(0, slice.value)) / total : 0]));
  const text = (slice: PieSlice, percent: number) =>
    `${slice.name}: ${formatFigure(slice.value, { locale, decimals, unit })} (${formatFigure(percent, { locale, decimals: 1 })}%)`;

  return {
    ...base,
    legend: {
      ...base.legend,
      type: slices.length > wrappedSlicesMax ? "scroll" : "plain",
      show: isNarrow,
      formatter: (name: string) => `${name} ${formatFigure(shareOf.get(name) ?? 0, { locale, decimals: 1 })}%`,
      icon: "roundRect",
      itemWidth: 16,
    },
    aria: { enabled: true, label: { enabled: false }, decal: { show: isNarrow } },
    tooltip: {
      ...base.tooltip,
      trigger: "item",
      formatter: (hovered: unknown) => {
        const { dataIndex, percent } = hovered as { dataIndex: number; percent: number };
        const slice = slices[dataIndex];

        return slice === undefined ? "" : text(slice, percent);
      },
    },
    series: [
      {
        type: "pie",
        radius: isNarrow ? ["34%", "62%"] : ["38%", "68%"],
        center: ["50%", isNarrow ? "40%" : "50%"],
        data: slices.map((slice) => ({ name: slice.name, value: Math.max(0, slice.value) })),
        itemStyle: { borderColor: look.surface, borderWidth: 2 },
        label: { show: !isNarrow, color: look.text, formatter: "{b}\n{d}%", fontFamily: look.fontFamily, lineHeight: 16 },
        labelLine: { lineStyle: { color: look.dimmed } },
      },
    ],
  };
}
