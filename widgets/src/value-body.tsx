import type { WidgetData } from "@latchkey/contract";
import { absoluteTime, Time } from "@latchkey/ui";
import { Text, VisuallyHidden } from "@mantine/core";
import { useDashboard } from "./dashboard-context.ts";
import { formatValue } from "./format-value.ts";
import classes from "./widget-card.module.css";

/** The newest figure, large, and how old it is. */
export function ValueBody({ decimals, data }: { decimals: number; data: WidgetData }) {
  const { t, locale, timeZone } = useDashboard();
  const series = data.series[0];
  const point = series?.points.at(-1);
  if (series === undefined || point === undefined) return null;

  return (
    <div className={classes.middle}>
      <div className={classes.value}>{formatValue(point.value, { t, locale, decimals, unit: series.unit })}</div>
      <Text size="xs" c="dimmed" component="div">
        {series.name} · <Time value={point.time} />
        <VisuallyHidden> ({absoluteTime(new Date(point.time), locale, timeZone)})</VisuallyHidden>
      </Text>
    </div>
  );
}
