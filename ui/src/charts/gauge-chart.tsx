import { useUi } from "../app/ui-context.ts";
import classes from "./chart.module.css";
import { formatFigure } from "./format-figure.ts";

export interface GaugeChartProps {
  name: string;
  value: number;
  min: number;
  max: number;
  unit?: string | null | undefined;
  decimals?: number | undefined;
  height?: number | string;
  locale?: string | undefined;
}

const radius = 80;
const arcLength = Math.PI * radius;

/**
 * One figure on a scale. Drawn as SVG by hand: half a circle is not worth loading the charting library for, and the
 * figure itself stands in the middle, so that it needs no table twin.
 */
export function GaugeChart({ name, value, min, max, unit, decimals = 1, height = "100%", locale }: GaugeChartProps) {
  const ui = useUi();
  const inLocale = locale ?? ui.locale;
  const format = (figure: number, withUnit: boolean) => formatFigure(figure, { locale: inLocale, decimals, unit: withUnit ? unit : null });
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  const text = format(value, true);
  const arc = `M ${100 - radius} 100 A ${radius} ${radius} 0 0 1 ${100 + radius} 100`;

  return (
    <div
      role="meter"
      aria-label={name}
      aria-valuenow={Math.min(max, Math.max(min, value))}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuetext={text}
      style={{ height }}
    >
      <svg className={classes.gauge} viewBox="0 0 200 122" aria-hidden>
        <path className={classes.gaugeTrack} d={arc} strokeWidth={18} />
        {share > 0 ? (
          <path className={classes.gaugeFill} d={arc} strokeWidth={18} strokeDasharray={`${share * arcLength} ${arcLength}`} />
        ) : null}
        <text className={classes.gaugeValue} x={100} y={96} textAnchor="middle" fontSize={fontSizeFor(text)}>
          {text}
        </text>
        <text className={classes.gaugeBound} x={100 - radius} y={117} textAnchor="middle" fontSize={11}>
          {format(min, false)}
        </text>
        <text className={classes.gaugeBound} x={100 + radius} y={117} textAnchor="middle" fontSize={11}>
          {format(max, false)}
        </text>
      </svg>
    </div>
  );
}

/** Long figures must fit between the ends of the arc. */
function fontSizeFor(text: string): number {
  return Math.min(28, 190 / Math.max(1, text.length));
}
