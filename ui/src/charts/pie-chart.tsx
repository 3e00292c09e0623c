import { useCallback } from "react";
import { useUi } from "../app/ui-context.ts";
import { ChartBox } from "./chart-box.tsx";
import { ChartCanvas } from "./chart-canvas.tsx";
import { FigureTable } from "./figure-table.tsx";
import { formatFigure } from "./format-figure.ts";
import { pieOption } from "./pie-option.ts";
import type { PieSlice } from "./pie-option.ts";
import { useChartLook } from "./use-chart-look.ts";
import type { ChartView } from "./view-toggle.tsx";

export interface PieChartProps {
  name: string;
  slices: readonly PieSlice[];
  unit?: string | null | undefined;
  height?: number | string;
  view?: ChartView;
  locale?: string | undefined;
  decimals?: number | undefined;
}

/** Shares of a whole, each slice labelled with its name and share. */
export function PieChart({ name, slices, unit, height, view, locale, decimals }: PieChartProps) {
  const ui = useUi();
  const look = useChartLook();
  const inLocale = locale ?? ui.locale;
  const option = useCallback(
    (width: number) => pieOption({ slices, look, unit, locale: inLocale, decimals, width }),
    [slices, look, unit, inLocale, decimals],
  );

  return (
    <ChartBox
      name={name}
      height={height}
      view={view}
      chart={<ChartCanvas name={name} option={option} />}
      table={<SliceTwin name={name} slices={slices} unit={unit} locale={inLocale} decimals={decimals} />}
    />
  );
}

interface SliceTwinProps {
  name: string;
  slices: readonly PieSlice[];
  unit: string | null | undefined;
  locale: string;
  decimals: number | undefined;
}

function SliceTwin({ name, slices, unit, locale, decimals }: SliceTwinProps) {
  const { words } = useUi();
  const total = slices.reduce((sum, slice) => sum + Math.max(0, slice.value), 0);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });

  function row(index: number): string[] {
    const slice = slices[index];
    if (slice === undefined) return [words.total, formatFigure(total, { locale, decimals, unit }), percent.format(total > 0 ? 1 : 0)];
    const share = total > 0 ? Math.max(0, slice.value) / total : 0;

    return [slice.name, formatFigure(slice.value, { locale, decimals, unit }), percent.format(share)];
  }

  return <FigureTable caption={name} headers={["", words.value, words.share]} rowCount={slices.length + 1} row={row} />;
}
