export interface FigureFormat {
  locale: string;
  /** Digits after the point at most; as many as useful when absent. */
  decimals?: number | undefined;
  unit?: string | null | undefined;
  /** `fixed` keeps trailing zeros, so that a figure does not jump while it changes. */
  digits?: "upTo" | "fixed";
}

/** A figure for people: grouped and with its unit, such as "1,204.5 mm" or "63%". */
export function formatFigure(value: number, { locale, decimals = 2, unit, digits = "upTo" }: FigureFormat): string {
  if (!Number.isFinite(value)) return "–";

  const format = new Intl.NumberFormat(locale, {
    maximumFractionDigits: decimals,
    minimumFractionDigits: digits === "fixed" ? decimals : 0,
  });

  return withUnit(format.format(value), unit);
}

/** Short, for the axis of a chart: 12K, 3.4M. */
export function formatAxisFigure(value: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, { notation: Math.abs(value) >= 10_000 ? "compact" : "standard", maximumFractionDigits: 3 });

  return format.format(value);
}

/** Percent and degree signs stand at the figure, other units behind a space that does not break. */
export function withUnit(figure: string, unit: string | null | undefined): string {
  if (unit === null || unit === undefined || unit === "") return figure;

  return /^[%°′″]$/.test(unit) ? `${figure}${unit}` : `${figure}\u00A0${unit}`;
}
